//! Arguments: names of files, options that each take a value, and flags that take none.

use std::collections::BTreeMap;

use super::error::CliError;
use crate::data::Lang;

/// A parsed command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Args {
    command: &'static str,
    files: Vec<String>,
    options: BTreeMap<String, String>,
    flags: Vec<String>,
}

impl Args {
    /// Reads `FILE… --name value --name=value`; `-o` is short for `--output`, and after `--`
    /// everything is a file.
    pub(super) fn parse(
        command: &'static str,
        args: &[String],
        known: &[&str],
        flags: &[&str],
    ) -> Result<Args, CliError> {
        let mut parsed = Args {
            command,
            files: Vec::new(),
            options: BTreeMap::new(),
            flags: Vec::new(),
        };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            if arg == "--" {
                parsed.files.extend(args.by_ref().cloned());
            } else if flags.contains(&arg.as_str()) {
                parsed.flags.push(arg.clone());
            } else if arg.starts_with('-') && arg.len() > 1 {
                let (name, inline) = match arg.split_once('=') {
                    Some((name, value)) => (name, Some(value.to_owned())),
                    None => (arg.as_str(), None),
                };
                let name = if name == "-o" { "--output" } else { name };
                if !known.contains(&name) {
                    return Err(parsed.usage(&format!("there is no option `{name}`")));
                }
                let Some(value) = inline.or_else(|| args.next().cloned()) else {
                    return Err(parsed.usage(&format!("`{name}` needs a value")));
                };
                if parsed.options.insert(name.to_owned(), value).is_some() {
                    return Err(parsed.usage(&format!("`{name}` is given twice")));
                }
            } else {
                parsed.files.push(arg.clone());
            }
        }
        Ok(parsed)
    }

    /// All files; at least one.
    pub(super) fn files(&self) -> Result<&[String], CliError> {
        if self.files.is_empty() {
            return Err(self.usage("no file is given"));
        }
        Ok(&self.files)
    }

    /// The one file.
    pub(super) fn file(&self) -> Result<&str, CliError> {
        match self.files()? {
            [file] => Ok(file),
            [_, second, ..] => Err(self.usage(&format!("`{second}` is one file too many"))),
            [] => Err(self.usage("no file is given")),
        }
    }

    /// The one file, or a default without any.
    pub(super) fn file_or<'a>(&'a self, default: &'a str) -> Result<&'a str, CliError> {
        if self.files.is_empty() {
            Ok(default)
        } else {
            self.file()
        }
    }

    pub(super) fn option(&self, name: &str) -> Option<&str> {
        self.options.get(name).map(String::as_str)
    }

    /// Whether a flag is given.
    pub(super) fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|given| given == flag)
    }

    pub(super) fn required(&self, name: &str) -> Result<&str, CliError> {
        self.option(name)
            .ok_or_else(|| self.usage(&format!("`{name}` is missing")))
    }

    /// The language of `--lang`.
    pub(super) fn lang(&self) -> Result<Option<Lang>, CliError> {
        let Some(code) = self.option("--lang") else {
            return Ok(None);
        };
        match Lang::from_code(code) {
            Some(lang) => Ok(Some(lang)),
            None => Err(self.usage(&format!("`--lang {code}`: expected en or zh"))),
        }
    }

    /// The px of `--width`, 720 without it.
    pub(super) fn width(&self, least: u16, most: u16) -> Result<f64, CliError> {
        let written = self.option("--width").unwrap_or("720");
        match written.parse::<f64>() {
            Ok(width) if (f64::from(least)..=f64::from(most)).contains(&width) => Ok(width),
            _ => Err(self.usage(&format!("`--width {written}`: expected {least} to {most}"))),
        }
    }

    /// The day of `--date`, or an empty text.
    pub(super) fn date(&self) -> Result<&str, CliError> {
        let Some(date) = self.option("--date") else {
            return Ok("");
        };
        let is_day = date.len() == 10
            && date.bytes().enumerate().all(|(idx, byte)| match idx {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if is_day {
            Ok(date)
        } else {
            Err(self.usage(&format!(
                "`--date {date}`: expected a day such as 2026-02-14"
            )))
        }
    }

    pub(super) fn usage(&self, what: &str) -> CliError {
        CliError::usage(what, &format!("furrow {} --help", self.command))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn parse(line: &str) -> Result<Args, String> {
        let args: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Args::parse(
            "render",
            &args,
            &["--output", "--lang", "--date"],
            &["--raw"],
        )
        .map_err(|error| error.to_string())
    }

    #[test]
    fn options_stand_anywhere() {
        let args = parse("a -o b --lang=zh -- --c").unwrap();
        assert_eq!(args.files().unwrap(), ["a", "--c"]);
        assert_eq!(args.option("--output"), Some("b"));
        assert_eq!(args.lang().unwrap(), Some(Lang::Zh));
        assert!(parse("a --raw").unwrap().has("--raw") && !args.has("--raw"));
        assert_eq!(parse("-").unwrap().file().unwrap(), "-");
    }

    #[test]
    fn a_wrong_line_says_where_to_look() {
        let cases = [
            ("--widht 3", "there is no option `--widht`"),
            ("a -o", "`--output` needs a value"),
            ("a -o b --output c", "`--output` is given twice"),
        ];
        for (line, expected) in cases {
            let message = parse(line).unwrap_err();
            assert_eq!(message, format!("{expected}\n  see `furrow render --help`"));
        }
        assert!(parse("a b").unwrap().file().is_err());
        assert!(parse("--lang fr").unwrap().lang().is_err());
        assert!(parse("--date 14.2.2026").unwrap().date().is_err());
    }
}
