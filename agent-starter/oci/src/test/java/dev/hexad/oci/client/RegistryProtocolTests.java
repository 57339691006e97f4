package dev.hexad.oci.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.oci.Sha256;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What a registry may answer that the real ones at hand do not. */
class RegistryProtocolTests {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
  private static final String BLOB = "/v2/app/blobs/" + Sha256.digest(CONTENT);
  private static final RegistryCredentials ACCOUNT =
      RegistryCredentials.basic("user", Secret.of("password"));

  @TempDir Path folder;
  private HttpServer server;
  private HttpServer other;
  private final List<String> elsewhere = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          elsewhere.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          answer(exchange, 200, CONTENT);
        });
    server.start();
    other.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    other.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private byte[] read(RegistryCredentials credentials) {
    return RegistryClient.to(address() + "/app", credentials).blob(Sha256.digest(CONTENT), 100);
  }

  @Test
  void sendsNoCredentialsWhereARedirectLeads() {
    server.createContext(
        BLOB,
        exchange -> {
          if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
            answer(exchange, 401, new byte[0]);
          } else {
            String target = "http://127.0.0.1:" + other.getAddress().getPort() + "/storage";
            exchange.getResponseHeaders().add("Location", target);
            answer(exchange, 307, new byte[0]);
          }
        });

    assertThat(read(ACCOUNT)).isEqualTo(CONTENT);
    assertThat(elsewhere).containsExactly("null");
  }

  @Test
  void triesAgainWhileTheRegistryIsBusy() {
    var calls = new AtomicInteger();
    server.createContext(
        BLOB,
        exchange -> {
          int status = List.of(429, 503, 200).get(calls.getAndIncrement());
          answer(exchange, status, status == 200 ? CONTENT : new byte[0]);
        });

    assertThat(read(RegistryCredentials.anonymous())).isEqualTo(CONTENT);
    assertThat(calls).hasValue(3);
  }

  @Test
  void refusesContentWithAnotherDigest() {
    server.createContext(BLOB, exchange -> answer(exchange, 200, "conten!".getBytes()));

    assertThatThrownBy(() -> read(RegistryCredentials.anonymous()))
        .isInstanceOf(HexadException.class)
        .hasMessageContaining("was asked for");
  }

  @Test
  void refusesPlainHttpToOtherMachines() {
    server.createContext(
        BLOB,
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://registry.example/blob");
          answer(exchange, 307, new byte[0]);
        });

    assertThatThrownBy(() -> read(ACCOUNT)).hasMessageContaining("not https");
  }

  @Test
  void sendsNoPasswordToARealmWithoutTls() {
    server.createContext(
        BLOB,
        exchange -> {
          exchange
              .getResponseHeaders()
              .add("WWW-Authenticate", "Bearer realm=\"http://evil.example/token\"");
          answer(exchange, 401, new byte[0]);
        });

    assertThatThrownBy(() -> read(ACCOUNT)).hasMessageContaining("evil.example");
  }

  /** The forms that Azure documents for its registry; everything else is refused. */
  private void azureTokens() {
    server.createContext(
        "/oauth2/exchange",
        exchange -> {
          var wanted =
              Map.of(
                  "grant_type", "access_token",
                  "service", address(),
                  "tenant", "my-tenant",
                  "access_token", "entra");
          tokens(exchange, wanted, "{\"refresh_token\":\"refresh\"}");
        });
    server.createContext(
        "/oauth2/token",
        exchange -> {
          var wanted =
              Map.of(
                  "grant_type", "refresh_token",
                  "service", "acr",
                  "scope", "repository:app:pull",
                  "refresh_token", "refresh");
          tokens(exchange, wanted, "{\"access_token\":\"access\"}");
        });
    server.createContext(
        BLOB,
        exchange -> {
          if ("Bearer access".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 200, CONTENT);
          } else {
            String challenge =
                "Bearer realm=\"http://" + address() + "/oauth2/token\",service=\"acr\"";
            exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
            answer(exchange, 401, new byte[0]);
          }
        });
  }

  private static void tokens(HttpExchange exchange, Map<String, String> wanted, String token)
      throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var form = new TreeMap<String, String>();
    for (String pair : body.split("&")) {
      String[] parts = pair.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    boolean right =
        exchange.getRequestMethod().equals("POST")
            && "application/x-www-form-urlencoded"
                .equals(exchange.getRequestHeaders().getFirst("Content-Type"))
            && form.equals(wanted);
    answer(exchange, right ? 200 : 400, right ? token.getBytes() : new byte[0]);
  }

  @Test
  void exchangesAnEntraTokenForAzure() {
    azureTokens();

    var azure = new AcrCredentials(() -> Secret.of("entra"), "my-tenant", ClientOptions.DEFAULT);

    assertThat(read(azure)).isEqualTo(CONTENT);
  }

  @Test
  void tellsThatAzureRefusesTheToken() {
    azureTokens();

    var azure = new AcrCredentials(() -> Secret.of("canary"), "my-tenant", ClientOptions.DEFAULT);

    assertThatThrownBy(() -> read(azure))
        .hasMessageContaining("gave no token (HTTP 400)")
        .hasMessageNotContaining("canary");
  }

  @Test
  void getsATokenFromEcr() throws Exception {
    String moto = Tools.path("moto_server");
    int port = Tools.freePort();
    Process process =
        new ProcessBuilder(moto, "-H", "127.0.0.1", "-p", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("moto.log").toFile())
            .start();
    try {
      Await.until("the emulator", () -> Tools.answers(port));
      var identity = StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
      URI endpoint = URI.create("http://127.0.0.1:" + port);
      // The emulator's tokens end on the first day of 2015.
      Clock early = Clock.fixed(Instant.parse("2014-12-31T00:00:00Z"), ZoneOffset.UTC);
      try (var ecr = EcrCredentials.of(Region.US_EAST_1, identity, endpoint, early);
          var late = EcrCredentials.of(Region.US_EAST_1, identity, endpoint, Clock.systemUTC())) {
        var login = ecr.login("123456789012.dkr.ecr.us-east-1.amazonaws.com");

        assertThat(login).isInstanceOf(RegistryCredentials.Basic.class);
        assertThat(((RegistryCredentials.Basic) login).username()).isEqualTo("AWS");
        assertThat(login.toString()).contains("***");
        assertThat(ecr.login("again")).isSameAs(login);
        assertThat(late.login("first")).isNotSameAs(late.login("again"));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }
}
