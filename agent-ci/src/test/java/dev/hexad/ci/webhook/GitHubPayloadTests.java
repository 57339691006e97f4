package dev.hexad.ci.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hexad.ci.repository.Repositories.Repository;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads bodies that GitHub really sent, where they are at hand. */
class GitHubPayloadTests {
  private static final Path PAYLOADS = Path.of("../../shared/payloads/github");

  private static Repository repository(byte[] body) {
    String url = Json.mapper().readTree(body).at("/repository/clone_url").asString("");
    return new Repository(Ids.next(), "test", url, "main", "secret");
  }

  private static List<Path> files() throws IOException {
    assumeTrue(Files.isDirectory(PAYLOADS), "the collected payloads are not on this machine");
    try (Stream<Path> all = Files.list(PAYLOADS)) {
      return all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void startsRunsForPushesToBranchesOnly() throws IOException {
    for (Path file : files()) {
      byte[] body = Files.readAllBytes(file);
      GitHubPayload payload = GitHubPayload.read(body, repository(body));
      var json = Json.mapper().readTree(body);
      boolean branchPush =
          file.getFileName().toString().startsWith("push.")
              && json.get("ref").asString().startsWith("refs/heads/")
              && !json.get("after").asString().matches("0+");
      assertThat(payload instanceof GitHubPayload.Push).as(file.toString()).isEqualTo(branchPush);
      if (payload instanceof GitHubPayload.Push(var change)) {
        assertThat(change.commit()).isEqualTo(json.get("after").asString());
        assertThat(change.author()).isNotBlank();
      }
    }
  }
}
