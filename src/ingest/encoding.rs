//! Encodings: any text becomes UTF-8, by mark, by zero bytes, or by what its letters say.
//!
//! Chinese Excel saves CSV as GBK without a mark, often only a few rows. So the double-byte
//! encodings are judged by what share of their letters is in daily use; `chardetng` decides
//! among the others, for which it needs no luck.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::choices::Choices;
use super::sniff;
use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place};

/// A file as UTF-8, and what it was before.
pub struct Decoded {
    /// The same file with its text as UTF-8.
    pub file: InputFile,
    /// The encoding's WHATWG name.
    pub name: &'static str,
    /// Signs that could not be read.
    pub n_lost: usize,
}

impl Decoded {
    /// Says what was lost.
    pub(super) fn warning(&self) -> Option<Diagnostic> {
        let code = Code::Undecodable {
            encoding: self.name.to_owned(),
            n_signs: self.n_lost,
        };
        let place = Place::file(&self.file.path);
        (self.n_lost > 0).then(|| Diagnostic::warning(place, code))
    }
}

/// How much of a text is looked at.
const SAMPLE_BYTES: usize = 1 << 18;

/// What a double-byte encoding must score to be believed; text of another gets less than 0.
const BELIEVED: f64 = 0.35;

/// The advantage of GBK, by far the most common: of two that fit alike it is taken.
const GBK_BONUS: f64 = 0.1;

/// Hanzi of headers and figures, simplified and traditional apart where they differ.
const COMMON_SIMPLIFIED: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严乡镇村店销售额亿网络零售地区份城占长速企业户均收入";

/// Traditional forms of the commonest hanzi in figures and headers.
const COMMON_TRADITIONAL: &str = "國會來時們這個為對發經學產業動體機關點數與縣區萬億額銷總計長資農價質單網絡東電車門開頭問間題見現員實際節類灣臺灣總說種樣兩進過還進處務報縣鎮鄉戶歲別的一是在不有人中大上年市月日人口地名稱性比率男女合計北高雄新竹花蓮";

/// Hangul of headers and figures.
const COMMON_HANGUL: &str = "이다의는에을가지고하한도로기사를대자은시인정리부일서전나수아그과어만보장구상들주조제해원스동라공비여성년연트오국적계간무유우분경발개소체생물방치상통산업별합월구시군명인구지역판매액가격이름금총";

/// Whether bytes are a text that is not UTF-8.
pub(super) fn is_foreign(bytes: &[u8]) -> bool {
    mark(bytes).is_some()
        || (sniff::looks_like(bytes).is_empty()
            && (std::str::from_utf8(bytes).is_err() || bytes.contains(&0))
            && find(bytes).is_some())
}

/// Turns a text into UTF-8, from the encoding that was chosen, else from the likeliest.
///
/// # Errors
/// `Unsupported` when the chosen name is no encoding's, `UnknownFormat` for no text at all.
pub(super) fn decode(file: &InputFile, choices: &Choices) -> Result<Decoded, Diagnostic> {
    let bytes = &file.bytes;
    let encoding = match choices.encoding.as_deref() {
        Some(label) => Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            let code = Code::Unsupported {
                found: label.to_owned(),
                expected: "utf-8, gbk, gb18030, big5, shift_jis, euc-kr, windows-1252 …".to_owned(),
            };
            Diagnostic::error(Place::file(&file.path), code)
        })?,
        None => mark(bytes)
            .or_else(|| find(bytes))
            .ok_or_else(|| sniff::unknown(bytes, &file.path))?,
    };
    let (text, encoding, has_errors) = encoding.decode(bytes);
    let n_lost = if has_errors {
        text.matches('\u{fffd}').count()
    } else {
        0
    };
    Ok(Decoded {
        file: InputFile {
            path: file.path.clone(),
            bytes: text.into_owned().into_bytes(),
        },
        name: encoding.name(),
        n_lost,
    })
}

fn mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let (encoding, _) = Encoding::for_bom(bytes)?;
    (encoding != UTF_8).then_some(encoding)
}

/// The likeliest encoding of bytes without a mark; `None` when they are no text.
fn find(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.contains(&0) {
        return by_zero_bytes(bytes);
    }
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let n_control = sample
        .iter()
        .filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
        .count();
    if n_control * 20 > sample.len() {
        return None;
    }
    // Mostly UTF-8 with a few broken bytes stays UTF-8.
    let (text, has_errors) = UTF_8.decode_without_bom_handling(sample);
    let n_lost = text.matches('\u{fffd}').count();
    let n_wide = text.chars().filter(|ch| !ch.is_ascii()).count();
    if !has_errors || n_lost * 10 < n_wide {
        return Some(UTF_8);
    }
    let scores = [
        (
            GBK,
            score(sample, GBK, &gbk_letter, COMMON_SIMPLIFIED) + GBK_BONUS,
        ),
        (BIG5, score(sample, BIG5, &big5_letter, COMMON_TRADITIONAL)),
        (
            SHIFT_JIS,
            score(sample, SHIFT_JIS, &kana_letter, "年月日県市区円人計"),
        ),
        (EUC_KR, score(sample, EUC_KR, &hangul_letter, COMMON_HANGUL)),
    ];
    let mut best = (UTF_8, BELIEVED);
    for (encoding, score) in scores {
        if score > best.1 {
            best = (encoding, score);
        }
    }
    if best.0 == GBK && has_four_bytes(sample) {
        return Some(GB18030);
    }
    if best.0 != UTF_8 {
        return Some(best.0);
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(sample, sample.len() == bytes.len());
    Some(detector.guess(None, false))
}

/// Four-byte forms exist in GB18030 alone.
fn has_four_bytes(bytes: &[u8]) -> bool {
    let mut idx = 0;
    while let (Some(first), Some(second)) = (bytes.get(idx), bytes.get(idx + 1)) {
        idx += match (first, second) {
            (0..=0x80, _) => 1,
            (_, 0x30..=0x39) => return true,
            _ => 2,
        };
    }
    false
}

/// UTF-16 has its zero bytes on one side: every ASCII sign has one, most others none.
fn by_zero_bytes(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let zeros = |side| {
        sample
            .iter()
            .skip(side)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = match (even, odd) {
        (0, 1..) => UTF_16LE,
        (1.., 0) => UTF_16BE,
        _ => return None,
    };
    let (text, has_errors) = encoding.decode_without_bom_handling(sample);
    let is_odd = |ch: &char| ch.is_control() && !ch.is_whitespace();
    let n_odd = text.chars().filter(is_odd).count();
    let has_break = text.contains(['\n', '\r', ',', '\t', ';', '|', '{', '[']);
    (!has_errors && has_break && n_odd * 20 <= text.chars().count()).then_some(encoding)
}

/// How likely the wide letters of a text are, from −1 to 2; −1 where it cannot be read.
fn score(
    bytes: &[u8],
    encoding: &'static Encoding,
    letter: &dyn Fn(u8, u8) -> f64,
    common: &str,
) -> f64 {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    let n_wide = text.chars().filter(|ch| !ch.is_ascii()).count();
    let n_lost = text.matches('\u{fffd}').count();
    // One sign may be cut at the end of a sample, a few may be broken in a long file.
    if n_wide == 0 || (has_errors && n_lost > 1 + n_wide / 500) {
        return -1.0;
    }
    let mut sum = 0.0;
    let mut n_letters = 0;
    let mut idx = 0;
    while let Some(first) = bytes.get(idx) {
        if first.is_ascii() {
            idx += 1;
            continue;
        }
        n_letters += 1;
        let second = bytes.get(idx + 1).copied().unwrap_or_default();
        let is_half_kana = encoding == SHIFT_JIS && (0xA1..=0xDF).contains(first);
        if is_half_kana {
            sum -= 0.5;
            idx += 1;
        } else {
            sum += letter(*first, second);
            idx += 2;
        }
    }
    let n_common = text
        .chars()
        .filter(|ch| !ch.is_ascii() && common.contains(*ch))
        .count();
    sum / f64::from(n_letters.max(1)) + n_common as f64 / n_wide as f64
}

/// Hanzi of GB 2312's first level stand in B0–D7, the rarer ones in D8–F7.
fn gbk_letter(first: u8, second: u8) -> f64 {
    match (first, second) {
        (0xA1..=0xA3, 0xA1..) | (0xB0..=0xD7, 0xA1..) => 1.0,
        (0xD8..=0xF7, 0xA1..) => 0.3,
        _ => -1.0,
    }
}

fn big5_letter(first: u8, _: u8) -> f64 {
    match first {
        0xA1..=0xC6 => 1.0,
        0xC9..=0xF9 => 0.3,
        _ => -1.0,
    }
}

fn kana_letter(first: u8, second: u8) -> f64 {
    match (first, second) {
        (0x81, _) | (0x82, 0x4F..=0xF1) | (0x83, 0x40..=0x96) => 1.0,
        (0x88..=0x98, _) => 0.8,
        (0x99..=0x9F | 0xE0..=0xEA, _) => 0.0,
        _ => -1.0,
    }
}

fn hangul_letter(first: u8, second: u8) -> f64 {
    match (first, second) {
        (0xA1..=0xA3, 0xA1..) | (0xB0..=0xC8, 0xA1..) => 1.0,
        (0xCA..=0xFD, 0xA1..) => -0.3,
        _ => -1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(bytes: &[u8]) -> InputFile {
        InputFile {
            path: "t.csv".to_owned(),
            bytes: bytes.to_vec(),
        }
    }

    #[track_caller]
    fn check(encoding: &'static Encoding, text: &str) {
        let (bytes, _, has_errors) = encoding.encode(text);
        assert!(!has_errors, "{text} is not in {}", encoding.name());
        assert!(is_foreign(&bytes), "{text}");
        let decoded = decode(&file(&bytes), &Choices::default()).unwrap();
        let read = String::from_utf8(decoded.file.bytes).unwrap();
        assert_eq!(read, text, "{} read as {}", encoding.name(), decoded.name);
    }

    #[test]
    fn tiny_files_of_chinese_excel_are_gbk() {
        for text in [
            "省份,年份\n浙江,2014\n",
            "年,值\n2014,1\n2015,2\n2016,3\n",
            "县,a\n曹县,1\n",
            "名称,成交额（亿元）\n双十一,1682\n",
            "地区,人数\n北京,3\n上海,4\n义乌,5\n",
            "编号,备注\n1,无\n2,待定\n",
            "姓名,金额\n张三,¤\n",
            "平台\n淘宝\n拼多多\n",
        ] {
            check(GBK, text);
        }
    }

    #[test]
    fn other_encodings_are_told_apart() {
        check(BIG5, "縣市,人口\n臺北市,2602418\n高雄市,2773533\n");
        check(
            SHIFT_JIS,
            "都道府県,人口\n東京都,13960000\nこれはテスト,3\n",
        );
        check(EUC_KR, "지역,인구\n서울특별시,9700000\n부산,3400000\n");
        check(
            encoding_rs::WINDOWS_1252,
            "Stadt,Größe\nKöln,3\nMünchen,4\nDüsseldorf,5\n",
        );
        check(
            encoding_rs::WINDOWS_1252,
            "pays,région\nFrance,Île-de-France\nEspaña,é\n",
        );
        check(GB18030, "字,值\n㐀䶵𠮷,1\n浙江,2\n");
    }

    fn utf_16(text: &str, is_big: bool) -> Vec<u8> {
        let pair = |unit: u16| {
            if is_big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        text.encode_utf16().flat_map(pair).collect()
    }

    #[test]
    fn utf_16_is_read_with_and_without_a_mark() {
        for text in ["年,值\n2014,1\n", "\u{feff}年,值\n2014,𠮷\n", "a,b\n1,2\n"] {
            for is_big in [false, true] {
                let bytes = utf_16(text, is_big);
                assert!(is_foreign(&bytes));
                let decoded = decode(&file(&bytes), &Choices::default()).unwrap();
                let read = String::from_utf8(decoded.file.bytes).unwrap();
                assert_eq!(read, text.trim_start_matches('\u{feff}'));
            }
        }
    }

    #[test]
    fn every_code_point_is_read_as_the_tables_say() {
        for encoding in [GB18030, GBK, BIG5] {
            let choices = Choices {
                encoding: Some(encoding.name().to_lowercase()),
                ..Choices::default()
            };
            let mut text = String::new();
            let mut bytes = Vec::new();
            for ch in ('\u{80}'..=char::MAX).filter(|ch| !('\u{fdd0}'..='\u{fdef}').contains(ch)) {
                let mut buffer = [0; 4];
                let (encoded, _, has_errors) = encoding.encode(ch.encode_utf8(&mut buffer));
                if !has_errors {
                    text.push(ch);
                    bytes.extend_from_slice(&encoded);
                }
            }
            let decoded = decode(&file(&bytes), &choices).unwrap();
            let (expected, _) = encoding.decode_without_bom_handling(&bytes);
            assert!(
                decoded.file.bytes == expected.as_bytes(),
                "{}",
                encoding.name()
            );
            assert_eq!(decoded.n_lost, 0);
            assert!(text.chars().count() > 13_000);
        }
    }

    #[test]
    fn a_choice_wins_and_must_be_known() {
        let choices = |name: &str| Choices {
            encoding: Some(name.to_owned()),
            ..Choices::default()
        };
        let bytes = GBK.encode("年").0.into_owned();
        let decoded = decode(&file(&bytes), &choices("windows-1252")).unwrap();
        assert_eq!(decoded.file.bytes, "Äê".as_bytes());
        assert!(decode(&file(&bytes), &choices("klingon")).is_err());
    }

    #[test]
    fn what_is_utf_8_or_no_text_is_left_alone() {
        for bytes in [
            &b"a,b\n"[..],
            "年,值\n".as_bytes(),
            b"\x00\x01\x00\x02",
            b"PK\x03\x04\xff",
        ] {
            assert!(!is_foreign(bytes), "{bytes:?}");
        }
    }
}
