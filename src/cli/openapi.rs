//! The catalogue as components of OpenAPI 3.1.

use apigateway_errors::generator::catalogue::{Catalogue, Entry};
use serde_json::{Map, Value, json};

/// A document of OpenAPI that holds components alone: the codes, the response of an error, and an example of each
/// entry. Codes that are not known pass.
pub(super) fn document(catalogue: &Catalogue, title: &str) -> Value {
    let codes = &catalogue.codes;
    let names: Vec<&str> = codes.iter().map(|code| code.name.as_str()).collect();
    let variants: Vec<&str> = codes.iter().map(|code| code.variant.as_str()).collect();
    let descriptions = codes.iter().map(|code| {
        let entries = &catalogue.entries[code.entries.clone()];
        let entries: Vec<String> = entries.iter().map(description).collect();
        entries.join("\n")
    });
    let descriptions: Vec<String> = descriptions.collect();
    let examples = catalogue.entries.iter();
    let examples: Map<String, Value> = examples.map(|entry| example(catalogue, entry)).collect();
    json!({
        "openapi": "3.1.0",
        "info": { "title": title, "version": env!("CARGO_PKG_VERSION") },
        "components": {
            "schemas": {
                "ErrorCode": {
                    "type": "string",
                    "description": "The codes that the document has.",
                    "enum": names,
                    "x-enum-varnames": variants,
                    "x-enum-descriptions": descriptions,
                },
                "ErrorResponse": {
                    "type": "object",
                    "description": "An error as the gateway sends it.",
                    "properties": {
                        "requestId": { "type": "string", "description": "The id of the request." },
                        "error": { "$ref": "#/components/schemas/ErrorBody" },
                    },
                    "required": ["error"],
                },
                "ErrorBody": {
                    "type": "object",
                    "properties": {
                        "code": { "type": "integer", "description": "The HTTP status." },
                        "status": {
                            "description": "The code; one that the document does not have may come from a newer gateway.",
                            "anyOf": [{ "$ref": "#/components/schemas/ErrorCode" }, { "type": "string" }],
                        },
                        "message": { "type": "string" },
                        "details": { "type": "array", "items": { "type": "object", "additionalProperties": true } },
                    },
                    "required": ["code", "status", "message"],
                },
            },
            "examples": examples,
        },
    })
}

/// What an entry says, and how we read it.
fn description(entry: &Entry) -> String {
    let texts = entry.texts.iter().map(|text| text.message.as_str());
    let said = format!(
        "{}: {}",
        entry.status,
        texts.collect::<Vec<_>>().join(" / ")
    );
    match &entry.handling {
        Some(handling) => format!("{said} (retry {}: {})", handling.retry, handling.reason),
        None => said,
    }
}

/// A response with the message of the document, its placeholders in place.
fn example(catalogue: &Catalogue, entry: &Entry) -> (String, Value) {
    let code = &catalogue.codes[entry.code];
    let error =
        json!({ "code": entry.status, "status": code.name, "message": entry.texts[0].message });
    let value = json!({ "requestId": "string", "error": error });
    let summary = format!("{} {}", code.name, entry.status);
    (
        format!("{}{}", code.variant, entry.status),
        json!({ "summary": summary, "value": value }),
    )
}
