package dev.hexad.finops.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.hexad.finops.source.CostSource;
import dev.hexad.finops.source.CostSourceContractTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceContractTests extends CostSourceContractTests {
  private static final String HEADER = "ServiceName,BilledCost,BillingCurrency,ChargePeriodStart\n";

  @TempDir Path root;

  @Override
  protected CostSource source() throws IOException {
    Path folder = Files.createDirectories(root.resolve("bills/2026-01"));
    Files.writeString(folder.resolve("part-1.csv"), HEADER + "a,1.25,USD,2026-01-01\n");
    Files.writeString(folder.resolve("part-2.csv"), HEADER + "b,2.25,USD,2026-01-01\n");
    return FolderSource.of("bills", List.of(root));
  }

  @Test
  void staysInTheAllowedFolders() throws IOException {
    source();
    Path outside = Files.createTempDirectory("outside");
    Files.createSymbolicLink(root.resolve("link"), outside);
    for (String location : List.of("..", outside.toString(), "link", "nothing")) {
      assertThatIOException().isThrownBy(() -> FolderSource.of(location, List.of(root)));
    }
  }

  @Test
  void aLinkOutOfTheFolderIsNoBill() throws IOException {
    CostSource source = source();
    Path outside = Files.writeString(Files.createTempFile("outside", ".csv"), HEADER);
    Files.createSymbolicLink(root.resolve("bills/link.csv"), outside);
    assertThat(source.deliveries()).hasSize(1);
  }
}
