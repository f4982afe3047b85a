//! Figures of one time beside each other, case by case.

use super::*;

#[test]
fn a_share_needs_every_part() {
    check(
        "share",
        "a 2014 60.00 = 60.0
         b 2014 30.00 = 30.0
         c 2014 10.00 H = 10.0
         a 2015 60.0 = PartMissing
         b 2015 40.0 = PartMissing",
    );
    check("share", "a 2014 60.0 = OnlyOne");
    check(
        "share",
        "a 2014 60.0 = NotAboveZero\n b 2014 -1.0 = NotAboveZero",
    );
    check(
        "share",
        "a 2014 60.0 > = Bounds\n b 2014 30.0 = ≤30\n c 2014 10.0 > = Bounds",
    );
    check("share", "a 2014 60.0 > = ≥60\n b 2014 40.0 = ≤40");
    check(
        "share",
        "a 2014 60.00 E = 60.0 Estimated\n b 2014 40.00 = 40.0 Estimated",
    );
}

#[test]
fn parts_that_overlap_have_no_share() {
    check(
        "share",
        "all 2014 100.0 = PartsOverlap
         a 2014 60.0 = PartsOverlap
         b 2014 40.0 = PartsOverlap
         all 2015 120.0 = PartsOverlap
         a 2015 90.0 = PartsOverlap
         b 2015 30.0 = PartsOverlap",
    );
    let series = [
        ["a", "flow", "x", "all", "", ""],
        ["b", "flow", "x", "all", "", ""],
        ["all", "flow", "x", "", "", ""],
        ["z", "flow", "y", "", "", ""],
    ];
    let check_parts = |panel: &str, total: &str| check_in("count", "share", &series, panel, total);
    check_parts("a 2014 60 = PartsOverlap\n all 2014 99 = PartsOverlap", "");
    check_parts("a 2014 60 = 60\n b 2014 40 = 40", "all 2014 100");
    check_parts(
        "a 2014 60 = PartMissing\n b 2014 40 = PartMissing",
        "all 2014 150",
    );
    check_parts("a 2014 60 = PartMissing\n b 2014 40 = PartMissing", "");
    check_parts(
        "a 2014 60 = PartsOverlap\n b 2014 40 = PartsOverlap",
        "all 2014 90",
    );
    check_parts(
        "a 2014 60 = DefinitionsDiffer\n z 2014 40 = DefinitionsDiffer",
        "",
    );
}

#[test]
fn a_rank_is_certain_or_is_not_given() {
    check(
        "rank",
        "a 2014 60 = 2\n b 2014 70 = 1\n c 2014 60 H = 2\n d 2014 5 = 4",
    );
    check(
        "rank",
        "a 2014 60 > = Bounds\n b 2014 70 = Bounds\n c 2014 5 = 3",
    );
    check("rank", "a 2014 60 = 2\n b 2014 70 > = 1\n c 2014 5 < = 3");
    check("rank", "a 2014 6 = PartMissing\n b 2015 7 = PartMissing");
    check("rank", "a 2014 60 ~ = ≈2\n b 2014 70 = ≈1");
}

#[test]
fn a_difference_is_to_the_figure_of_the_same_time() {
    check(
        "difference:b",
        "a 2014 60.5 = 20.5
         b 2014 40.00 = 0.00
         a 2015 60.0 > = ≥19 Estimated
         b 2015 41 E = 0 Estimated
         a 2016 60.0 = NoOther
         a 2017 60.0 > = Bounds
         b 2017 50.0 > = 0.0",
    );
    check("difference:x", "a 2014 1 = NoOther\n b 2014 1 = NoOther");
}

#[test]
fn per_divides_by_the_same_entitys_figure() {
    let check_per = |panel: &str, others: &str| check_in("count", "per:x", &[], panel, others);
    check_per(
        "a 2014 100.0 = 4.00
         b 2014 100.0 = NoOther
         a 2015 100.0 > = ≥50",
        "a 2014 25.0\n a 2015 2.0\n b 2013 1.0",
    );
    check_per("a 2014 5.0 = NotAboveZero", "a 2014 0");
    check_per("a 2014 5.0 = Ambiguous", "a 2014 1\n a 2014 2");
    check_per("a 2014 5.0 = Rate", "% a 2014 40");
}

#[test]
fn two_figures_at_one_time_leave_open_which_is_meant() {
    check(
        "change",
        "a 2014 1.00 = Ambiguous\n a 2014 2.00 = Ambiguous\n a 2015 3.00 = Ambiguous",
    );
}

#[test]
fn targets_and_figures_without_time_are_left_out() {
    check(
        "change",
        "a 2014 100.00 = NoYearBefore\n a 2015 500.0 t = \n a ? 500.0 = \n a 2015 110.00 = 10.0",
    );
}
