//! Generates the service's codes.

fn main() {
    apigateway_errors::generator::Script {
        document: "spec/errors.md",
        annotations: "spec/annotations.md",
        runtime: "::apigateway_errors",
        out: "catalogue.rs",
    }
    .run();
}
