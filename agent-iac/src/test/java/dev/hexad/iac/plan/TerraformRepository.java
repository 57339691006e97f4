package dev.hexad.iac.plan;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.PullRequestRef;
import dev.hexad.contracts.message.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A repository of this machine with one configuration in the directory {@code infra}. */
final class TerraformRepository {
  private final Path folder;

  TerraformRepository(Path folder) {
    this.folder = folder;
  }

  /** A file beside the configuration, for the next commit. */
  void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  void remove(String path) throws IOException {
    Files.delete(folder.resolve(path));
  }

  /** Commits the configuration and gives the change to plan. */
  ChangeRef commit(String configuration) throws IOException, GitAPIException {
    Path file = folder.resolve("infra/main.tf");
    Files.createDirectories(file.getParent());
    Files.writeString(file, configuration);
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      git.add().addFilepattern(".").call();
      var commit =
          git.commit()
              .setMessage("Change the infrastructure")
              .setAuthor("Test", "test@example.org")
              .setCommitter("Test", "test@example.org")
              .setSign(false)
              .call();
      return new ChangeRef(
          Ids.next(),
          "shop",
          folder.toUri().toString(),
          "refs/heads/main",
          commit.getName(),
          null,
          null);
    }
  }

  /** The same commit as that of a pull request. */
  static ChangeRef pull(ChangeRef change, boolean fork) {
    return new ChangeRef(
        change.applicationId(),
        change.application(),
        change.repositoryUrl(),
        change.ref(),
        change.commit(),
        null,
        null,
        "pull_request",
        new PullRequestRef(7, "refs/heads/main", null, fork, null));
  }
}
