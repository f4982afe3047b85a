//! The panel that reading is measured with: counties of China by year and indicator, as an export.
//!
//! Codes of provinces are China's own; counties and values are made up, the same ones on every
//! machine. Nothing of it is kept in the repository: [`ready`] writes the files where they are
//! missing.

#![allow(dead_code, reason = "each benchmark uses its own part")]

mod parquet;
mod text;
mod xlsx;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Changes with every change of the files, so that old ones are not taken for new ones.
const VERSION: &str = "panel-1";
/// The rows of the CSV and of the Parquet file.
const N_ROWS: usize = 1_000_000;
/// The rows of the others: the first of the same ones.
const N_ROWS_SHORT: usize = 100_000;
const FIRST_YEAR: usize = 2001;
/// So many of a hundred values are missing.
const MISSING_PERCENT: u64 = 3;
/// A city has so many counties, which begin at this number.
const COUNTIES_OF_CITY: usize = 12;
const FIRST_COUNTY: usize = 21;

/// The heads of the columns.
pub(crate) const HEADS: [&str; 7] = ["县代码", "省", "县", "年份", "指标", "数值", "单位"];
/// The head of the column of values.
pub(crate) const VALUE: &str = HEADS[5];

/// Code, name and number of counties of each province.
const PROVINCES: [(usize, &str, usize); 31] = [
    (11, "北京市", 16),
    (12, "天津市", 16),
    (13, "河北省", 167),
    (14, "山西省", 117),
    (15, "内蒙古自治区", 103),
    (21, "辽宁省", 100),
    (22, "吉林省", 60),
    (23, "黑龙江省", 121),
    (31, "上海市", 16),
    (32, "江苏省", 95),
    (33, "浙江省", 90),
    (34, "安徽省", 104),
    (35, "福建省", 84),
    (36, "江西省", 100),
    (37, "山东省", 136),
    (41, "河南省", 157),
    (42, "湖北省", 103),
    (43, "湖南省", 122),
    (44, "广东省", 122),
    (45, "广西壮族自治区", 111),
    (46, "海南省", 25),
    (50, "重庆市", 38),
    (51, "四川省", 183),
    (52, "贵州省", 88),
    (53, "云南省", 129),
    (54, "西藏自治区", 74),
    (61, "陕西省", 107),
    (62, "甘肃省", 86),
    (63, "青海省", 44),
    (64, "宁夏回族自治区", 22),
    (65, "新疆维吾尔自治区", 107),
];

/// Name, unit, digits after the point and the largest value, in units of the last digit.
const INDICATORS: [(&str, &str, u8, u64); 15] = [
    ("生产总值", "亿元", 2, 120_000),
    ("常住人口", "万人", 2, 15_000),
    ("人均可支配收入", "元", 1, 600_000),
    ("零售总额", "亿元", 2, 50_000),
    ("网络零售额", "亿元", 2, 20_000),
    ("快递业务量", "万件", 1, 90_000),
    ("公路里程", "公里", 1, 60_000),
    ("粮食产量", "吨", 1, 9_000_000),
    ("农业总产值", "亿元", 2, 20_000),
    ("财政收入", "亿元", 2, 30_000),
    ("财政支出", "亿元", 2, 60_000),
    ("固定资产投资", "亿元", 2, 80_000),
    ("移动用户", "万户", 2, 12_000),
    ("中学生", "人", 1, 900_000),
    ("医院床位", "张", 1, 80_000),
];

/// What made-up names of counties are made of.
const FIRST_SIGNS: &str = "安平永长新东西南北大清金龙凤云江河海山石青白黄红天宁武文德和泰兴";
const LAST_SIGNS: &str = "阳安平宁山水江城川丰昌源州溪泉林谷岭湖远化康顺乐庆台门关桥田沙岩";
const KINDS: [&str; 4] = ["县", "县", "区", "市"];

/// A form of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Parquet,
    Xlsx,
    Json,
}

impl Format {
    /// Every form.
    pub(crate) const ALL: [Format; 4] = [Format::Csv, Format::Parquet, Format::Xlsx, Format::Json];

    /// Its name for people.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Csv => "CSV",
            Format::Parquet => "Parquet",
            Format::Xlsx => "XLSX",
            Format::Json => "JSON",
        }
    }

    /// The file's name.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Format::Csv => "panel.csv",
            Format::Parquet => "panel.parquet",
            Format::Xlsx => "panel.xlsx",
            Format::Json => "panel.json",
        }
    }

    /// How many rows the file has.
    pub(crate) fn n_rows(self) -> usize {
        match self {
            Format::Csv | Format::Parquet => N_ROWS,
            Format::Xlsx | Format::Json => N_ROWS_SHORT,
        }
    }
}

/// A number as it is written.
#[derive(Debug, Clone, Copy)]
struct Decimal {
    digits: u64,
    decimals: u8,
}

impl Decimal {
    /// The nearest number, as any parser finds it: both operands are exact.
    fn number(self) -> f64 {
        self.digits as f64 / self.unit() as f64
    }

    fn unit(self) -> u64 {
        10_u64.pow(u32::from(self.decimals))
    }

    fn write(self, to: &mut impl Write) -> io::Result<()> {
        let (whole, rest) = (self.digits / self.unit(), self.digits % self.unit());
        let width = usize::from(self.decimals);
        write!(to, "{whole}.{rest:0width$}")
    }
}

/// A county of the panel.
struct County {
    code: String,
    province: &'static str,
    name: String,
}

/// A row of the panel.
struct Row<'a> {
    county: &'a County,
    year: usize,
    indicator: &'static str,
    value: Option<Decimal>,
    unit: &'static str,
}

/// What every reader must find.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Truth {
    pub(crate) n_rows: usize,
    pub(crate) n_missing: usize,
    pub(crate) sum: f64,
    pub(crate) least: f64,
    pub(crate) most: f64,
    pub(crate) n_counties: usize,
}

/// What a file holds, from the generator itself and not from the file.
pub(crate) fn truth(format: Format) -> Truth {
    let counties = counties();
    let mut codes = BTreeSet::new();
    let mut truth = Truth {
        n_rows: format.n_rows(),
        n_missing: 0,
        sum: 0.0,
        least: f64::INFINITY,
        most: f64::NEG_INFINITY,
        n_counties: 0,
    };
    for row in rows(&counties, format.n_rows()) {
        codes.insert(row.county.code.as_str());
        match row.value.map(Decimal::number) {
            Some(value) => {
                truth.sum += value;
                truth.least = truth.least.min(value);
                truth.most = truth.most.max(value);
            }
            None => truth.n_missing += 1,
        }
    }
    truth.n_counties = codes.len();
    truth
}

/// The folder with every file, which are written where they are missing.
pub(crate) fn ready(target: &Path) -> io::Result<PathBuf> {
    let folder = target.join(VERSION);
    let missing = |format: &Format| !folder.join(format.file()).is_file();
    write(&folder, Format::ALL.into_iter().filter(missing))?;
    Ok(folder)
}

/// Writes files into a folder.
pub(crate) fn write(folder: &Path, formats: impl IntoIterator<Item = Format>) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let counties = counties();
    for format in formats {
        let path = folder.join(format.file());
        // One that was not finished must not be found.
        let unfinished = path.with_extension("part");
        let rows = rows(&counties, format.n_rows());
        let mut to = BufWriter::with_capacity(1 << 20, File::create(&unfinished)?);
        match format {
            Format::Csv => text::csv(rows, &mut to)?,
            Format::Json => text::json(rows, &mut to)?,
            Format::Parquet => parquet::write(rows, &mut to)?,
            Format::Xlsx => xlsx::write(rows, &mut to)?,
        }
        to.flush()?;
        drop(to);
        fs::rename(unfinished, path)?;
    }
    Ok(())
}

fn counties() -> Vec<County> {
    let mut all = Vec::new();
    for (code, province, n_counties) in PROVINCES {
        for idx in 0..n_counties {
            let city = idx / COUNTIES_OF_CITY + 1;
            let county = idx % COUNTIES_OF_CITY + FIRST_COUNTY;
            all.push(County {
                code: format!("{code}{city:02}{county:02}"),
                province,
                name: name(all.len() as u64),
            });
        }
    }
    all
}

/// A name; some counties share theirs, as they do.
fn name(idx: u64) -> String {
    let chance = mixed(idx ^ (1 << 40));
    let sign = |signs: &str, chance: u64| {
        let n_signs = signs.chars().count() as u64;
        signs.chars().nth((chance % n_signs) as usize)
    };
    let kind = KINDS[(chance >> 40) as usize % KINDS.len()];
    let signs = [sign(FIRST_SIGNS, chance), sign(LAST_SIGNS, chance >> 20)];
    signs.into_iter().flatten().chain(kind.chars()).collect()
}

/// The first rows of the panel: a year after the other, within it a county after the other.
fn rows(counties: &[County], n_rows: usize) -> impl Iterator<Item = Row<'_>> {
    (0..n_rows).map(|idx| {
        let (indicator, unit, decimals, most) = INDICATORS[idx % INDICATORS.len()];
        let county = idx / INDICATORS.len();
        let chance = mixed(idx as u64);
        let is_missing = chance % 100 < MISSING_PERCENT;
        let digits = 1 + (chance >> 8) % most;
        Row {
            county: &counties[county % counties.len()],
            year: FIRST_YEAR + county / counties.len(),
            indicator,
            value: (!is_missing).then_some(Decimal { digits, decimals }),
            unit,
        }
    })
}

/// SplitMix64: a number that looks like chance.
fn mixed(idx: u64) -> u64 {
    let mut mixed = idx.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
