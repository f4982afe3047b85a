//! A JSON Schema with the validator that judges by it.

use boon::{Compiler, ErrorKind, SchemaIndex, Schemas, ValidationError};
use serde_json::Value;

/// A compiled schema.
pub(crate) struct Judge {
    schemas: Schemas,
    idx: SchemaIndex,
}

impl Judge {
    pub(crate) fn of(schema: &Value) -> Judge {
        let mut compiler = Compiler::new();
        // A schema that is none by its own draft is refused here.
        compiler
            .add_resource("schema.json", schema.clone())
            .unwrap();
        let mut schemas = Schemas::new();
        let idx = compiler.compile("schema.json", &mut schemas).unwrap();
        Judge { schemas, idx }
    }

    /// Where something is wrong: the deepest places of all that was found.
    pub(crate) fn wrong(&self, value: &Value) -> Vec<String> {
        let mut found = Vec::new();
        if let Err(error) = self.schemas.validate(value, self.idx) {
            places(&error, &mut found);
        }
        let depth = |place: &String| place.matches('/').count();
        let deepest = found.iter().map(depth).max();
        found.retain(|place| Some(depth(place)) == deepest);
        found
    }

    pub(crate) fn accepts(&self, value: &Value) -> bool {
        self.schemas.validate(value, self.idx).is_ok()
    }
}

fn places(error: &ValidationError<'_, '_>, out: &mut Vec<String>) {
    let at = error.instance_location.to_string();
    match &error.kind {
        ErrorKind::AdditionalProperties { got } => {
            out.extend(got.iter().map(|name| format!("{at}/{name}")));
        }
        // What is missing is named where it should be, as the reader does.
        ErrorKind::Required { want } => {
            out.extend(want.iter().map(|name| format!("{at}/{name}")));
        }
        _ if error.causes.is_empty() => out.push(at),
        _ => {}
    }
    for cause in &error.causes {
        places(cause, out);
    }
}
