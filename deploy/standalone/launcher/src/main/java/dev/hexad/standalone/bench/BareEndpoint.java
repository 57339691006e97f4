package dev.hexad.standalone.bench;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The floor of the measurement: Spring MVC that verifies a signature and commits one row, and does
 * nothing else.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  JacksonAutoConfiguration.class,
  DataSourceAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  JdbcClientAutoConfiguration.class
})
@Import(BareEndpoint.Hook.class)
public class BareEndpoint {
  static final String SECRET = "bench-floor";

  /** Arguments are Spring properties: port and data source. */
  public static void main(String[] arguments) {
    SpringApplication.run(BareEndpoint.class, arguments);
  }

  @RestController
  static class Hook {
    private final JdbcClient jdbc;

    Hook(JdbcClient jdbc) {
      this.jdbc = jdbc;
      jdbc.sql("create table if not exists hook (id uuid primary key, body bytea not null)")
          .update();
    }

    @PostMapping("/hook")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, UUID> hook(HttpServletRequest request) throws IOException {
      byte[] body = request.getInputStream().readAllBytes();
      String header = String.valueOf(request.getHeader("X-Hub-Signature-256"));
      byte[] claimed = HexFormat.of().parseHex(header.substring("sha256=".length()));
      if (!MessageDigest.isEqual(claimed, Pushes.hmac(SECRET, body))) {
        throw new IllegalArgumentException("the signature does not match");
      }
      UUID id = UUID.randomUUID();
      jdbc.sql("insert into hook (id, body) values (?, ?)").params(id, body).update();
      return Map.of("id", id);
    }
  }
}
