package dev.hexad.finops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hexad.testkit.TestServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the bench on a bill as large as {@code -Dfinops.rows} says, small when it says nothing. */
class StoreBenchIntegrationTests {
  @Test
  void importsAndAnswers(@TempDir Path folder) throws Exception {
    int rows = Integer.getInteger("finops.rows", 20_000);
    var servers = TestServers.shared().servers();
    var settings = new HikariConfig();
    settings.setJdbcUrl(servers.postgresUrl("finops_bench"));
    settings.setUsername(servers.postgresAdminUser());
    settings.setPassword(servers.postgresAdminPassword());
    settings.setSchema("finops_bench");
    settings.setMaximumPoolSize(4);
    try (var database = new HikariDataSource(settings)) {
      StoreBench.Result result = StoreBench.run(database, folder, rows, System.out);
      assertThat(result.ratio()).isPositive();
      assertThat(result.p95Millis()).isLessThan(2_000);
    }
  }
}
