//! Growth along a series, case by case.

use super::*;

#[test]
fn change_is_on_the_same_period_of_the_year_before() {
    check(
        "change",
        "a 2014 200.0 = NoYearBefore
         a 2015 250.0 = 25.0
         a 2017 300.0 = NoYearBefore
         a 2018 150.0 = -50.0",
    );
    check(
        "change",
        "a 2016-Q4 200.0 = NoYearBefore
         a 2017-Q1 100.0 = NoYearBefore
         a 2017-Q4 210.0 = 5.0",
    );
    check(
        "change",
        "a 2019-W52 200.0 = NoYearBefore
         a 2020-W52 250.0 = 25.0
         a 2020-W53 250.0 = NoYearBefore",
    );
}

#[test]
fn of_dated_stocks_twelve_months_may_be_a_month_more_or_less() {
    let panel = "a 2014-10-13 1000.0 = NoYearBefore
                 a 2015-09-20 1500.0 = 50.0
                 a 2016-11-30 3000.0 = NoYearBefore
                 a 2017-10-31 3300.0 = 10.0";
    let stock = [["a", "stock", "", "", "", ""]];
    check_in("count", "change", &stock, panel, "");
    let flow = [["a", "flow", "", "", "", ""]];
    let panel = "a 2014-10-13 1000.0 = NoYearBefore
                 a 2015-09-20 1500.0 = NoYearBefore
                 a 2016-09-20 1650.0 = 10.0";
    check_in("count", "change", &flow, panel, "");
    // The same months of two years, or nothing.
    let panel = "a 2016-06-30 1000.0 y = NoYearBefore
                 a 2017-05-31 1000.0 y = NoYearBefore
                 a 2017-06-30 1100.0 y = 10.0";
    check_in("count", "change", &stock, panel, "");
}

#[test]
fn of_two_near_dates_the_nearest_counts() {
    let stock = [["a", "stock", "", "", "", ""]];
    let panel = "a 2016-11-01 1000.0 = NoYearBefore
                 a 2016-12-25 2000.0 = NoYearBefore
                 a 2017-12-01 3000.0 = 50.0";
    check_in("count", "change", &stock, panel, "");
}

#[test]
fn nothing_is_computed_across_a_break() {
    check(
        "change",
        "a 2018 200.0 = NoYearBefore
         a 2019 210.0 = 5.0
         a 2020 300.0 B = SeriesBreak
         a 2021 330.0 = 10.0",
    );
    check(
        "cagr",
        "a 2018 200.0 = Base
         a 2019 210.0 = 5.0
         a 2020 300.0 B = SeriesBreak
         a 2021 330.0 = SeriesBreak",
    );
    // What is defined in another way compares with neither side.
    check(
        "change",
        "a 2018 200.0 = NoYearBefore
         a 2019 210.0 D = SeriesBreak
         a 2020 220.0 = SeriesBreak
         a 2021 231.0 = 5.0",
    );
}

#[test]
fn a_break_that_a_filter_hides_still_counts() {
    let stock = [["a", "stock", "", "", "", ""]];
    let panel = "a 2018-12-31 2000.0 = NoYearBefore
                 a 2019-12-31 2100.0 = SeriesBreak
                 a 2020-12-31 2310.0 = 10.0";
    check_in("count", "change", &stock, panel, "a 2019-06-30 2050 B");
    check_in(
        "count",
        "index",
        &stock,
        "a 2018 2000.0 = 100
         a 2020 2100.0 = 100 Break
         a 2021 2310.0 = 110.0",
        "a 2019 2050 B",
    );
}

#[test]
fn an_index_starts_again_behind_a_break() {
    check(
        "index",
        "a 2018 200.0 = 100
         a 2019 210.0 = 105.0
         a 2020 300.0 B = 100 Break
         a 2021 330.0 = 110.0",
    );
    check(
        "index:2021",
        "a 2018 200.0 = SeriesBreak
         a 2019 210.0 = SeriesBreak
         a 2020 300.0 B = 90.9
         a 2021 330.0 = 100",
    );
}

#[test]
fn the_first_common_period_is_the_base() {
    check(
        "index",
        "a 2014 100.0 = 50.0
         a 2016 200.0 = 100
         a 2017 210.0 = 105.0
         b 2015 40.00 = 80.0
         b 2016 50.00 = 100
         b 2017 45.00 = 90.0",
    );
    // One that is hidden does not count.
    check(
        "index",
        "a 2014 100.00 = 100
         a 2016 200.00 = 200.0
         b 2016 50.0 H = NoBase",
    );
    check("index", "a 2014 1.0 = NoBase\n b 2015 1.0 = NoBase");
    check("index:2016", "a 2014 1.0 = NoBase");
}

#[test]
fn levels_that_say_so_give_no_growth() {
    let levels = [["a", "flow", "", "", "r", "levels_only"]];
    let panel = "a 2016 894.54 = LevelsOnly
                 a 2017 1244.88 = 39.1
                 a 2018 1370 B = 30.4";
    let stated = "% r 2017 39.1\n% r 2018 30.4\n% r 2019 19.1";
    check_in("billion CNY", "change", &levels, panel, stated);
    for view in ["index", "cagr"] {
        let panel = "a 2016 894.54 = LevelsOnly\n a 2017 1244.88 = LevelsOnly";
        check_in("billion CNY", view, &levels, panel, stated);
    }
}

#[test]
fn the_publishers_growth_goes_before_ours() {
    let series = [["a", "flow", "", "", "r", "any"]];
    let background = [
        figure(9, "r 2016 39.1", "percent"),
        figure(10, "r 2017 5.0 E", "percent"),
    ];
    let background: Vec<Observation> = background.into_iter().map(|f| f.observation).collect();
    let figures: Vec<Figure> = ["a 2015 894.54", "a 2016 1244.88", "a 2017 1307.12"]
        .iter()
        .enumerate()
        .map(|(row, text)| figure(row, text, "billion CNY"))
        .collect();
    let book = book(&series);
    let facts = Facts {
        figures: &figures,
        background: &background,
        others: &[],
        book: &book,
    };
    let derived = derive(facts, &Derivation::Change);
    let computed = |idx: usize| match &derived[idx].outcome {
        Ok(Outcome {
            origin: Origin::Stated { computed, .. },
            ..
        }) => computed.map(|number| number.value),
        other => panic!("not stated: {other:?}"),
    };
    assert_eq!(told(&derived[1]), "39.1");
    // 39.16 per cent is not 39.1, and a reader is told.
    assert_eq!(computed(1), Some(39.2));
    assert_eq!(told(&derived[2]), "5.0 Estimated");
    assert_eq!(computed(2), None);
}

#[test]
fn a_bound_gives_a_bound_and_two_may_give_none() {
    check(
        "change",
        "a 2014 100.00 = NoYearBefore
         a 2015 120.00 > = ≥20
         a 2016 130.00 > = Bounds
         a 2017 125.00 = ≤-4
         a 2018 150.00 < = ≤20
         a 2019 180.00 > = ≥20
         a 2020 200.00 ~ = Bounds
         a 2021 220.00 = ≈10
         a 2022 330.00 ~ = ≈50",
    );
    check(
        "index",
        "a 2014 100.00 > = 100\n a 2015 125.00 = ≤125\n a 2016 150.00 > = Bounds",
    );
}

#[test]
fn an_estimate_gives_estimates() {
    check(
        "change",
        "a 2014 100.00 E = NoYearBefore
         a 2015 120.00 = 20.0 Estimated
         a 2016 130.00 P = 8.3 Provisional",
    );
}

#[test]
fn a_rounded_input_gives_a_rounded_output() {
    check("change", "a 2014 1.2 = NoYearBefore\n a 2015 1.5 = 25");
    check("change", "a 2014 1.200 = NoYearBefore\n a 2015 1.5 = 25");
    check("change", "a 2014 3202 = NoYearBefore\n a 2015 4310 = 34.6");
    // A whole number in round thousands was rounded to them.
    check("change", "a 2014 28000 = NoYearBefore\n a 2015 30000 = 7");
    check("index", "a 2014 1.2 = 100\n a 2015 1.5 = 125");
    check("difference:b", "a 2014 1.25 = 0.1\n b 2014 1.2 = 0.0");
}

#[test]
fn percentages_change_by_points_and_do_not_grow() {
    let panel = "a 2016 17.4 = NoYearBefore\n a 2017 16.1 = -1.3\n a 2018 16.1 > = ≥0";
    check_in("percent", "change", &[], panel, "");
    for view in ["index", "cagr"] {
        check_in("percent", view, &[], "a 2016 17.4 = Rate", "");
    }
    let panel = "a 2016 60 = Rate\n b 2016 40 = Rate";
    check_in("percent", "share", &[], panel, "");
    let panel = "a 2016 60 = 20\n b 2016 40 = 0";
    check_in("percent", "difference:b", &[], panel, "");
}

#[test]
fn no_ratio_has_a_base_of_zero_or_less() {
    for view in ["change", "index"] {
        let first = if view == "change" {
            "NoYearBefore"
        } else {
            "NotAboveZero"
        };
        check(
            view,
            &format!("a 2014 0.0 = {first}\n a 2015 4.00 = NotAboveZero"),
        );
        check(
            view,
            &format!("a 2014 -2.00 = {first}\n a 2015 4.00 = NotAboveZero"),
        );
    }
    check("cagr", "a 2014 4.00 = Base\n a 2015 -1.00 = NotAboveZero");
}

#[test]
fn average_growth_counts_whole_years_from_the_base() {
    check(
        "cagr",
        "a 2014 100.00 = Base\n a 2016 144.00 = 20.0\n a 2017 133.10 = 10.0",
    );
    check(
        "cagr",
        "a 2014-Q1 100.00 = Base
         a 2015-Q2 144.00 = NotWholeYears
         a 2016-Q1 144.00 = 20.0",
    );
    let stock = [["a", "stock", "", "", "", ""]];
    let panel = "a 2014-01-01 100.00 = Base
                 a 2014-07-01 110.00 = NotWholeYears
                 a 2016-07-01 144.00 = 15.7";
    check_in("count", "cagr", &stock, panel, "");
}
