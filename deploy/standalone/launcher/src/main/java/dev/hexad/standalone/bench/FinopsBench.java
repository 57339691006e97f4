package dev.hexad.standalone.bench;

import dev.hexad.finops.bench.StoreBench;
import dev.hexad.standalone.Installation;
import dev.hexad.standalone.sample.SampleException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A large bill in the store of the FinOps agent, beside PostgreSQL's own COPY of it. */
public final class FinopsBench {
  private FinopsBench() {}

  /** Measures in an installation whose servers run. */
  public static void run(Installation installation, Path folder, int rows, PrintStream out) {
    var servers = installation.servers();
    var database =
        new DriverManagerDataSource(
            servers.postgresUrl("orchestrator"),
            servers.postgresAdminUser(),
            servers.postgresAdminPassword());
    database.setSchema("finops_bench");
    try {
      StoreBench.run(database, folder, rows, out);
    } catch (IOException | SQLException e) {
      throw new SampleException("cannot measure: " + e.getMessage(), e);
    }
  }
}
