//! Medians, spreads and geometric means.

/// The value below which a share of the sorted values lies, interpolated.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return f64::NAN;
    };
    #[expect(clippy::cast_precision_loss, reason = "a handful of samples")]
    let position = share * last as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the last index")]
    let below = position as usize;
    let above = (below + 1).min(last);
    sorted[below] + (sorted[above] - sorted[below]) * position.fract()
}

/// The median, and how far the middle half of the values spreads, as a share of it.
pub(super) fn median_and_spread(values: &[f64]) -> (f64, f64) {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let median = quantile(&sorted, 0.5);
    (median, (quantile(&sorted, 0.75) - quantile(&sorted, 0.25)) / median)
}

/// The geometric mean; `None` of nothing.
pub(super) fn geometric_mean(values: &[f64]) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a handful of values")]
    let count = values.len() as f64;
    (count > 0.0).then(|| (values.iter().map(|value| value.ln()).sum::<f64>() / count).exp())
}

#[cfg(test)]
mod tests {
    use super::{geometric_mean, median_and_spread};

    #[test]
    fn the_spread_is_that_of_the_middle_half() {
        assert_eq!(median_and_spread(&[5.0, 1.0, 3.0, 2.0, 4.0]), (3.0, 2.0 / 3.0));
        assert_eq!(median_and_spread(&[1.0, 2.0]), (1.5, 0.5 / 1.5));
    }

    #[test]
    fn halves_and_doubles_even_out() {
        assert_eq!(geometric_mean(&[0.5, 2.0]), Some(1.0));
        assert_eq!(geometric_mean(&[]), None);
    }
}
