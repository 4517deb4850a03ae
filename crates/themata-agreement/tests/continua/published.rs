//! Worked examples with published figures.

use themata_agreement::{
    Category, Undefined, UnitMetric, alpha_u, binary_u_alpha, cu_alpha, ku_alpha, u_alpha,
};

use crate::notation::{check, drawn, scaled};

/// The figure of Krippendorff, Mathet, Bouvry and Widlöcher (2016), again in Krippendorff
/// (2019), figure 12.11: Alex, Paul and Suzan, values 1 to 7 as a to g.
fn alex_paul_suzan() -> themata_agreement::Continuum {
    drawn([
        "..a------..b-----.......e-----..f---f-------g---------------",
        "..a------..c-----..e-----.......f-----------................",
        "..a------..d-----....e-----.....f---f---f---................",
    ])
}

#[test]
fn krippendorff_2016_u_alpha_and_its_binary_form() {
    let continuum = alex_paul_suzan();
    check(u_alpha(&continuum).value, "0.510");
    check(binary_u_alpha(&continuum).value, "0.413");
    check(u_alpha(&continuum).value, "0.509669973");
    check(binary_u_alpha(&continuum).value, "0.413225941");
}

#[test]
fn krippendorff_2016_cu_alpha() {
    let cu = cu_alpha(&alex_paul_suzan(), UnitMetric::Nominal);
    check(cu.value, "0.724");
    check(cu.value, "0.724081870");
    check(Ok(cu.coverage.unwrap()), "0.4611");
}

#[test]
fn krippendorff_2016_ku_alpha_of_each_value() {
    let ku = ku_alpha(&alex_paul_suzan());
    let values: Vec<_> = ku[..6].iter().map(|of| of.value.unwrap()).collect();
    assert_eq!(values, [1.0, 0.0, 0.0, 0.0, 1.0, 1.0]);
    assert_eq!(ku[6].value, Err(Undefined::NothingShared));
    let coverage: Vec<_> = ku.iter().map(|of| of.coverage.unwrap()).collect();
    assert_eq!(coverage, [1.0, 1.0, 1.0, 1.0, 4.0 / 9.0, 1.0, 0.0]);
}

/// Krippendorff (2004), page 254 of the book and figure 2 of the paper: continua from 150 to
/// 450, c and k as a and b, drawn with five positions a letter.
#[test]
fn krippendorff_2004_alpha_u() {
    let fifths = drawn([
        "...............a-------------...............a-----..........\
         /......b-----------............b---------",
        "..............a---------------...........a---.....a---......\
         /......b-----------............b---------",
    ]);
    let alpha = alpha_u(&scaled(&fifths, 5));
    let [c, k] = alpha.categories[..] else { panic!("two categories") };
    check(Ok(c.observed_disagreement.unwrap()), "0.0144");
    check(Ok(c.expected_disagreement.unwrap()), "0.0532");
    check(c.value, "0.7286");
    check(Ok(k.observed_disagreement.unwrap()), "0.0000");
    check(Ok(k.expected_disagreement.unwrap()), "0.0490");
    assert_eq!(k.value, Ok(1.0));
    // Printed as .8591, which is 1 − .0144 / (.0532 + .0490) with those parts rounded.
    check(alpha.overall.value, "0.858665405");
}

/// Krippendorff (1995), page 57 and after: continua A and D, at the finest of the scales that
/// the paper gives figures for. Those for B and C come from another formula (see
/// `docs/methods/unitizing.md`).
#[test]
fn krippendorff_1995_continua_a_and_d() {
    let a = drawn(["..a-------....a-----....", "....a---.......a-......."]);
    let d = drawn(["a-a-------a---a-----a---", "a---a---a------a-a------"]);
    let finest = |continuum| alpha_u(&scaled(continuum, 50_000)).overall;
    let (a, d) = (finest(&a), finest(&d));
    check(Ok(a.observed_disagreement.unwrap()), "0.03125");
    check(Ok(a.expected_disagreement.unwrap()), "0.06990");
    check(a.value, "0.553");
    check(Ok(d.observed_disagreement.unwrap()), "0.38715");
    check(Ok(d.expected_disagreement.unwrap()), "0.41445");
    check(d.value, "0.066");
}

/// DKPro Statistics issue 2: a single unit of one of three coders.
#[test]
fn a_single_unit_agrees_with_nothing() {
    let alpha = alpha_u(&drawn(["a...................", ".", "."]));
    assert!(alpha.overall.value.unwrap().abs() < 1e-12);
    assert_eq!(alpha.categories[0].units, 1);
}

/// Data of other programs, with what more than one of them gives.
#[test]
fn three_short_layers() {
    let continuum = drawn([
        "..a--.......................................................",
        "..a--.....b---------",
        "..b--..........b----",
    ]);
    check(u_alpha(&continuum).value, "0.398298142");
    check(binary_u_alpha(&continuum).value, "0.523801045");
    let cu = cu_alpha(&continuum, UnitMetric::Nominal);
    check(cu.value, "0.357142857");
    check(Ok(cu.coverage.unwrap()), "0.0777777778");
    let ku = ku_alpha(&continuum);
    check(ku[0].value, "0.3125");
    check(ku[1].value, "0.390625");
    check(Ok(ku[1].coverage.unwrap()), "0.444444444");
    let one = continuum.of_category(Category::new(1));
    assert_eq!(u_alpha(&one), binary_u_alpha(&one));
}
