use super::Unitized;
use super::shared::Shared;
use crate::{Category, Continuum, Undefined};

/// (*k*)*u*-alpha: how far coders agree, beyond chance, on calling stretches by one category,
/// among the stretches that two of them marked. One entry per declared category, nominal, at
/// most 1.
///
/// In the notation of [`cu_alpha`](crate::cu_alpha), and with the same reading of `Q*`:
///
/// ```text
/// Do = (l*_k. − l*_kk) / l*_k.
/// De = l*_k. (l*.. − l*_k.) / (l*_k. l*.. − Q*_k / (m − 1))
/// (k)u-alpha = 1 − Do / De
/// ```
///
/// This is equation 13b of the source with equation 10 inserted. The disagreements are shares
/// of what was called `k`. `coverage` is `l*_k. / l_k.`: how much of what anyone called `k`
/// another coder marked, as anything. `units` are the category's.
///
/// An entry is undefined where nobody used the category, where no other coder marked what was
/// called by it, where nothing else was marked by two coders, and where too little was for
/// `D*` or `De` to be above 0. All are with fewer than two coders, and where units of a coder overlap. Programs are known
/// that put 1 where nobody else marked what one coder called `k`, or stop there.
///
/// Krippendorff, K., Mathet, Y., Bouvry, S., Widlöcher, A. (2016). *Quality & Quantity*
/// 50(6), 2347–2364.
#[must_use]
pub fn ku_alpha(continuum: &Continuum) -> Vec<Unitized> {
    let shared = match Shared::of(continuum) {
        Ok(shared) => shared,
        Err(reason) => return vec![Unitized::undefined(reason); continuum.categories()],
    };
    let categories = (0..).map(Category::new).take(continuum.categories());
    categories.map(|category| of_category(&shared, category)).collect()
}

fn of_category(shared: &Shared, category: Category) -> Unitized {
    let of = shared.categories[category.index()];
    if of.units == 0 {
        return Unitized::undefined(Undefined::NotUsed { category });
    }
    // Over ordered pairs of coders, which is `m − 1` times the paper's lengths.
    let others = u128::from(shared.coders - 1);
    let (all, mine) = (shared.all_shared(), of.shared);
    let coverage = mine as f64 / (others * of.marked) as f64;
    let mut result = Unitized {
        coverage: Some(coverage),
        units: of.units,
        ..Unitized::undefined(Undefined::NothingShared)
    };
    if mine == 0 {
        return result;
    }
    let observed = (mine - of.same) as f64 / mine as f64;
    result.observed_disagreement = Some(observed);
    if mine == all {
        result.expected_disagreement = Some(0.0);
        result.value = Err(Undefined::OneValueOnly { category });
        return result;
    }
    let drawable = (mine * all).checked_sub(others * of.shared_squares);
    let known = shared.drawable_of_shared().and(drawable).filter(|drawable| *drawable > 0);
    let Some(drawable) = known else {
        result.value = Err(Undefined::TooLittleShared);
        return result;
    };
    let expected = (mine * (all - mine)) as f64 / drawable as f64;
    Unitized::of(observed, expected, coverage, of.units)
}
