//! China's 34 province-level regions: their names, their codes and their tiles.
//!
//! Codes and letters are those of GB/T 2260. Tiles stand in a grid of seven columns and eight
//! rows, near where the regions lie; no boundary is drawn.

/// A province-level region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    /// The first two digits of its codes.
    code: u8,
    /// Its two letters.
    pub(super) letters: &'static str,
    /// Its short Chinese name.
    pub(super) zh: &'static str,
    /// Its English name.
    pub(super) en: &'static str,
    /// Its tile: column from the west, row from the north.
    pub(super) tile: (u8, u8),
}

/// Columns and rows of the grid.
pub(super) const GRID: (u8, u8) = (7, 8);

const fn region(
    code: u8,
    letters: &'static str,
    zh: &'static str,
    en: &'static str,
    tile: (u8, u8),
) -> Region {
    Region {
        code,
        letters,
        zh,
        en,
        tile,
    }
}

/// All regions, in the order of their codes.
pub(super) const REGIONS: [Region; 34] = [
    region(11, "BJ", "北京", "Beijing", (4, 2)),
    region(12, "TJ", "天津", "Tianjin", (5, 2)),
    region(13, "HE", "河北", "Hebei", (4, 3)),
    region(14, "SX", "山西", "Shanxi", (3, 2)),
    region(15, "NM", "内蒙古", "Inner Mongolia", (4, 1)),
    region(21, "LN", "辽宁", "Liaoning", (6, 2)),
    region(22, "JL", "吉林", "Jilin", (6, 1)),
    region(23, "HL", "黑龙江", "Heilongjiang", (6, 0)),
    region(31, "SH", "上海", "Shanghai", (6, 4)),
    region(32, "JS", "江苏", "Jiangsu", (5, 4)),
    region(33, "ZJ", "浙江", "Zhejiang", (5, 5)),
    region(34, "AH", "安徽", "Anhui", (4, 4)),
    region(35, "FJ", "福建", "Fujian", (4, 6)),
    region(36, "JX", "江西", "Jiangxi", (4, 5)),
    region(37, "SD", "山东", "Shandong", (5, 3)),
    region(41, "HA", "河南", "Henan", (3, 3)),
    region(42, "HB", "湖北", "Hubei", (3, 4)),
    region(43, "HN", "湖南", "Hunan", (3, 5)),
    region(44, "GD", "广东", "Guangdong", (3, 6)),
    region(45, "GX", "广西", "Guangxi", (2, 6)),
    region(46, "HI", "海南", "Hainan", (2, 7)),
    region(50, "CQ", "重庆", "Chongqing", (2, 4)),
    region(51, "SC", "四川", "Sichuan", (1, 4)),
    region(52, "GZ", "贵州", "Guizhou", (2, 5)),
    region(53, "YN", "云南", "Yunnan", (1, 5)),
    region(54, "XZ", "西藏", "Xizang", (0, 3)),
    region(61, "SN", "陕西", "Shaanxi", (2, 3)),
    region(62, "GS", "甘肃", "Gansu", (1, 2)),
    region(63, "QH", "青海", "Qinghai", (1, 3)),
    region(64, "NX", "宁夏", "Ningxia", (2, 2)),
    region(65, "XJ", "新疆", "Xinjiang", (0, 2)),
    region(71, "TW", "台湾", "Taiwan", (6, 6)),
    region(81, "HK", "香港", "Hong Kong", (4, 7)),
    region(82, "MO", "澳门", "Macao", (3, 7)),
];

/// Other English names, in small letters without spaces.
const OTHER_NAMES: [(&str, u8); 6] = [
    ("tibet", 54),
    ("neimongol", 15),
    ("neimenggu", 15),
    ("macau", 82),
    ("xianggang", 81),
    ("aomen", 82),
];

/// What may follow a short name.
const ENDINGS_ZH: [&str; 9] = [
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "特别行政区",
    "自治区",
    "地区",
    "省",
    "市",
    "区",
];
const ENDINGS_EN: [&str; 10] = [
    "zhuangautonomousregion",
    "huiautonomousregion",
    "uyghurautonomousregion",
    "uygurautonomousregion",
    "autonomousregion",
    "specialadministrativeregion",
    "municipality",
    "province",
    "city",
    "sar",
];

/// The place in [`REGIONS`] of the region that a text names: in Chinese or English, short or in
/// full, by its code of two, six or twelve digits, or by its letters, also behind `CN-`.
///
/// A code of a place inside a region names that place, not the region.
pub(super) fn region_of(text: &str) -> Option<usize> {
    let text = text.trim();
    let by_code = |code: u8| REGIONS.iter().position(|region| region.code == code);
    let behind = |prefix: &str| text.strip_prefix(prefix).unwrap_or(text);
    let bare = match behind("CN-") {
        same if same == text => behind("CN"),
        bare => bare,
    };
    if !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit()) {
        let (code, rest) = bare.split_at_checked(2)?;
        let is_whole = matches!(rest.len(), 0 | 4 | 10) && rest.bytes().all(|b| b == b'0');
        return code.parse().ok().filter(|_| is_whole).and_then(by_code);
    }
    if bare.len() == 2 {
        return REGIONS.iter().position(|region| region.letters == bare);
    }
    let zh = text
        .replace('臺', "台")
        .replace('灣', "湾")
        .replace("內", "内");
    let short = ENDINGS_ZH.iter().find_map(|ending| zh.strip_suffix(ending));
    let by_zh = |name: &str| REGIONS.iter().position(|region| region.zh == name);
    if let Some(found) = by_zh(&zh).or(short.and_then(by_zh)) {
        return Some(found);
    }
    let en: String = letters(text).collect();
    // Of a file of thousands of names most are no regions, and must cost little.
    if en.is_empty() {
        return None;
    }
    let short = ENDINGS_EN.iter().find_map(|ending| en.strip_suffix(ending));
    let by_en = |name: &str| {
        let own = REGIONS
            .iter()
            .position(|region| letters(region.en).eq(name.chars()));
        let other = OTHER_NAMES.iter().find(|(other, _)| *other == name);
        own.or_else(|| other.and_then(|(_, code)| by_code(*code)))
    };
    by_en(&en).or_else(|| short.and_then(by_en))
}

/// Whether a text names a province-level region of China.
#[must_use]
pub fn is_region(text: &str) -> bool {
    region_of(text).is_some()
}

/// Letters alone, small.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    let letters = text.chars().filter(char::is_ascii_alphabetic);
    letters.map(|ch| ch.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let found = region_of(text).map(|idx| REGIONS[idx].en);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn regions_are_found_by_any_of_their_names() {
        for (text, expected) in [
            ("浙江", "Zhejiang"),
            ("浙江省", "Zhejiang"),
            ("北京市", "Beijing"),
            ("广西壮族自治区", "Guangxi"),
            ("新疆维吾尔自治区", "Xinjiang"),
            ("内蒙古自治区", "Inner Mongolia"),
            ("香港特别行政区", "Hong Kong"),
            ("臺灣", "Taiwan"),
            ("Shaanxi", "Shaanxi"),
            ("shanxi province", "Shanxi"),
            ("Nei Mongol", "Inner Mongolia"),
            ("Xizang", "Xizang"),
            ("Tibet Autonomous Region", "Xizang"),
            ("Hong Kong SAR", "Hong Kong"),
            ("Macau", "Macao"),
            ("330000", "Zhejiang"),
            ("33", "Zhejiang"),
            ("CN-33", "Zhejiang"),
            ("CN-ZJ", "Zhejiang"),
            ("ZJ", "Zhejiang"),
            ("330000000000", "Zhejiang"),
            (" 江苏 ", "Jiangsu"),
        ] {
            check(text, Some(expected));
        }
    }

    #[test]
    fn what_is_no_region_is_not_taken_for_one() {
        for text in [
            "",
            "China",
            "全国",
            "330100",
            "3301",
            "99",
            "杭州市",
            "Zhejiang and Jiangsu",
            "省",
            "zj",
            "CN-",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn every_region_has_a_tile_of_its_own() {
        for (idx, region) in REGIONS.iter().enumerate() {
            assert!(
                region.tile.0 < GRID.0 && region.tile.1 < GRID.1,
                "{}",
                region.en
            );
            assert!(
                REGIONS[..idx].iter().all(|other| other.tile != region.tile),
                "{}",
                region.en
            );
            assert!(REGIONS[..idx].iter().all(|other| other.code < region.code));
            for name in [region.zh, region.en, region.letters] {
                assert_eq!(region_of(name), Some(idx), "{name}");
            }
        }
    }
}
