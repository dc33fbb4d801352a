//! A real server answers with errors, and a plain client reads them.
#![cfg(feature = "axum")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use apigateway_errors::wire::{ErrorResponse, OwnedErrorResponse, Problem};
use apigateway_errors::{Entry, ErrorCode, GatewayError, Message, StatusClass};
use axum::Router;
use axum::extract::Path;
use axum::routing::get;

async fn lookup(Path(name): Path<String>) -> Result<String, GatewayError<'static>> {
    match name.as_str() {
        "there" => Ok(name),
        _ => {
            let error = GatewayError::from(Message::NotFound { resource: &name });
            Err(error.with_request_id("r-7").into_owned())?
        }
    }
}

/// Fails twice, and then does what it should.
async fn busy() -> Result<&'static str, GatewayError<'static>> {
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    match CALLS.fetch_add(1, Ordering::Relaxed) {
        0 | 1 => Err(Message::Unavailable.into()),
        _ => Ok("done"),
    }
}

/// In the form of RFC 9457.
async fn problem(Path(name): Path<String>) -> Result<String, Problem<'static>> {
    let message = Message::HttpForbidden {
        resource: &name,
        permission: "read",
    };
    let problem = |error| Problem::from(error).with_types_under("https://example.com/errors/");
    allowed(message).map_err(problem)
}

fn allowed(message: Message<'_>) -> Result<String, GatewayError<'static>> {
    Err(GatewayError::from(message.into_owned()).with_details())
}

/// Serves on an address of this machine until the test ends.
fn serve() -> SocketAddr {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build();
        runtime.expect("a runtime").block_on(async move {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
                .await
                .expect("a socket");
            sender
                .send(listener.local_addr().expect("an address"))
                .expect("a test");
            let app = Router::new()
                .route("/things/{name}", get(lookup))
                .route("/problems/{name}", get(problem))
                .route("/busy", get(busy));
            axum::serve(listener, app).await.expect("a server");
        });
    });
    receiver.recv().expect("a server")
}

/// The status line with the headers, and the body.
fn request(server: SocketAddr, path: &str) -> (String, String) {
    let mut stream = TcpStream::connect(server).expect("a connection");
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    .expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a body");
    (head.to_owned(), body.to_owned())
}

#[test]
fn an_error_goes_over_a_socket_and_comes_back_as_the_same_message() {
    let server = serve();
    let (head, body) = request(server, "/things/api-1");
    assert!(head.starts_with("HTTP/1.1 404 Not Found\r\n"), "{head}");
    assert!(head.contains("content-type: application/json"), "{head}");
    let response: ErrorResponse<'_> = serde_json::from_str(&body).expect("JSON");
    assert_eq!(response.request_id.value().map(AsRef::as_ref), Some("r-7"));
    assert_eq!(response.entry().map(Entry::code), Some(ErrorCode::NotFound));
    assert_eq!(
        response.message(),
        Some(Message::NotFound { resource: "api-1" })
    );

    let (head, body) = request(server, "/things/there");
    assert!(
        head.starts_with("HTTP/1.1 200 OK\r\n") && body == "there",
        "{head}\n{body}"
    );

    let (head, body) = request(server, "/problems/api-1");
    assert!(head.starts_with("HTTP/1.1 403 Forbidden\r\n"), "{head}");
    assert!(
        head.contains("content-type: application/problem+json"),
        "{head}"
    );
    let problem: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!(problem["type"], "https://example.com/errors/HTTP_FORBIDDEN");
    assert_eq!(problem["detail"], "没有对资源 api-1 的 read 权限");
}

/// Asks until there is an answer, or an error that waiting does not mend. Answers with the number of requests, too.
fn ask(server: SocketAddr, path: &str) -> (usize, Result<String, OwnedErrorResponse>) {
    let mut wait = Duration::from_millis(1);
    for requests in 1.. {
        let (head, body) = request(server, path);
        let status = head[9..12].parse().expect("a status");
        if status == 200 {
            return (requests, Ok(body));
        }
        let response: ErrorResponse<'_> = serde_json::from_str(&body).expect("JSON");
        let response = response.with_http_status(status);
        let retry = response.entry().and_then(Entry::is_worth_a_retry);
        if retry != Some(true) || requests == 5 {
            return (requests, Err(OwnedErrorResponse(response.into_owned())));
        }
        std::thread::sleep(wait);
        wait *= 2;
    }
    unreachable!("the fifth request is the last")
}

#[test]
fn a_client_tries_again_what_is_worth_it() {
    let server = serve();
    let (requests, answer) = ask(server, "/busy");
    assert_eq!((requests, answer.expect("an answer").as_str()), (3, "done"));
    let (requests, answer) = ask(server, "/things/api-1");
    let error = answer.expect_err("an error");
    assert_eq!(
        (requests, error.to_string().as_str()),
        (1, "NOT_FOUND (404): 找不到 api-1 (request r-7)")
    );
}

#[test]
fn statuses_convert_where_nothing_is_lost() {
    use axum::http::StatusCode;
    for entry in apigateway_errors::ENTRIES {
        assert_eq!(StatusCode::from(entry).as_u16(), entry.status());
        assert_eq!(StatusCode::from(*entry), StatusCode::from(entry));
        let alone = apigateway_errors::entries_with_status(entry.status()).len() == 1;
        let back = <&Entry>::try_from(StatusCode::from(entry));
        assert_eq!(back.ok(), alone.then_some(entry));
        assert_eq!(
            StatusClass::try_from(StatusCode::from(entry)),
            Ok(entry.class())
        );
    }
    for &code in ErrorCode::ALL {
        assert_eq!(
            StatusCode::try_from(code)
                .ok()
                .map(|status| status.as_u16()),
            code.status()
        );
    }
    let several = StatusCode::try_from(ErrorCode::FailedPrecondition).expect_err("several");
    assert_eq!(several.to_string(), "there is not exactly one answer");
    let beyond = StatusCode::from_u16(999).expect("a status");
    assert!(StatusClass::try_from(beyond).is_err() && <&Entry>::try_from(beyond).is_err());
}
