/// Units that groups tie together, directly or through others, with these groups. What is
/// best in one component does not depend on the others.
pub(super) struct Component {
    /// The units, in order.
    pub(super) units: Vec<u32>,
    /// The groups, in order.
    pub(super) groups: Vec<u32>,
}

impl Component {
    /// Where a unit of the component stands in it.
    pub(super) fn place(&self, unit: u32) -> u32 {
        self.units.partition_point(|&known| known < unit) as u32
    }
}

/// The components that have a group, each with its units and groups in order.
pub(super) fn components<'a>(
    units: usize,
    groups: impl Iterator<Item = &'a [u32]> + Clone,
) -> Vec<Component> {
    let mut roots: Vec<u32> = (0u32..).take(units).collect();
    for members in groups.clone() {
        for pair in members.windows(2) {
            let (a, b) = (root(&mut roots, pair[0]), root(&mut roots, pair[1]));
            // The earlier unit becomes the root, so that a root is its component's first.
            roots[a.max(b) as usize] = a.min(b);
        }
    }
    let mut places = vec![None; units];
    let mut components: Vec<Component> = Vec::new();
    for (group, members) in (0u32..).zip(groups) {
        let first = root(&mut roots, members[0]) as usize;
        let place = *places[first].get_or_insert_with(|| {
            components.push(Component { units: Vec::new(), groups: Vec::new() });
            components.len() - 1
        });
        components[place].groups.push(group);
    }
    for unit in (0u32..).take(units) {
        if let Some(place) = places[root(&mut roots, unit) as usize] {
            components[place].units.push(unit);
        }
    }
    components
}

/// The first unit of what `unit` is tied to so far.
fn root(roots: &mut [u32], mut unit: u32) -> u32 {
    while roots[unit as usize] != unit {
        let above = roots[unit as usize];
        roots[unit as usize] = roots[above as usize];
        unit = above;
    }
    unit
}
