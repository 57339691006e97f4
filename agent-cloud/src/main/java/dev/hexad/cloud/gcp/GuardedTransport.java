package dev.hexad.cloud.gcp;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import dev.hexad.service.outbound.GuardedHttp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the login library call only what may be called: the address of a login is in the key. */
final class GuardedTransport extends HttpTransport {
  private static final int LIMIT = 64 * 1024;

  private final GuardedHttp http;

  GuardedTransport(GuardedHttp http) {
    this.http = http;
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    return new Request(http, method, HttpRequest.newBuilder(URI.create(url)));
  }

  private static final class Request extends LowLevelHttpRequest {
    private final GuardedHttp http;
    private final String method;
    private final HttpRequest.Builder builder;

    private Request(GuardedHttp http, String method, HttpRequest.Builder builder) {
      this.http = http;
      this.method = method;
      this.builder = builder;
    }

    @Override
    public void addHeader(String name, String value) {
      builder.header(name, value);
    }

    @Override
    public LowLevelHttpResponse execute() throws IOException {
      var content = new ByteArrayOutputStream();
      if (getStreamingContent() != null) {
        builder.header("Content-Type", getContentType());
        getStreamingContent().writeTo(content);
      }
      builder.method(method, BodyPublishers.ofByteArray(content.toByteArray()));
      try {
        return new Response(http.send(builder.build(), LIMIT));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }

  private static final class Response extends LowLevelHttpResponse {
    private final GuardedHttp.Answer answer;
    private final List<Map.Entry<String, String>> headers;

    private Response(GuardedHttp.Answer answer) {
      this.answer = answer;
      this.headers =
          answer.headers().map().entrySet().stream()
              .flatMap(header ->
                  header.getValue().stream().map(value -> Map.entry(header.getKey(), value)))
              .toList();
    }

    private @Nullable String header(String name) {
      return answer.headers().firstValue(name).orElse(null);
    }

    @Override
    public InputStream getContent() {
      return new ByteArrayInputStream(answer.content());
    }

    @Override
    public @Nullable String getContentEncoding() {
      return header("Content-Encoding");
    }

    @Override
    public long getContentLength() {
      return answer.content().length;
    }

    @Override
    public @Nullable String getContentType() {
      return header("Content-Type");
    }

    @Override
    public String getStatusLine() {
      return "HTTP/1.1 " + answer.status();
    }

    @Override
    public int getStatusCode() {
      return answer.status();
    }

    @Override
    public @Nullable String getReasonPhrase() {
      return null;
    }

    @Override
    public int getHeaderCount() {
      return headers.size();
    }

    @Override
    public String getHeaderName(int index) {
      return headers.get(index).getKey();
    }

    @Override
    public String getHeaderValue(int index) {
      return headers.get(index).getValue();
    }
  }
}
