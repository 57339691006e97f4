package dev.hexad.cd.deployment;

import dev.hexad.cd.repository.Repositories;
import dev.hexad.cd.target.Sources;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.githost.checkout.CommitCheckout;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The files of a commit in a folder of their own, which goes when this is closed. */
final class CommitSources implements Sources, AutoCloseable {
  private final CommitCheckout checkouts;
  private final Repositories repositories;
  private final @Nullable ChangeRef change;
  private final Path folder;
  private boolean fetched;

  /**
   * @param change null where no commit is known; then there are no files
   * @param folder to use, which does not exist yet or was left behind by a crash
   */
  CommitSources(
      CommitCheckout checkouts,
      Repositories repositories,
      @Nullable ChangeRef change,
      Path folder) {
    this.checkouts = checkouts;
    this.repositories = repositories;
    this.change = change;
    this.folder = folder;
  }

  @Override
  public Path folder() throws IOException {
    if (change == null) {
      throw new HexadException(
          ProblemType.INVALID,
          "The target needs files of a commit, and none is known; start the run from a commit.");
    }
    if (!fetched) {
      FileSystemUtils.deleteRecursively(folder);
      checkouts.fetch(
          change, folder, repositories.credentials(change.applicationId(), change.repositoryUrl()));
      fetched = true;
    }
    return folder;
  }

  @Override
  public void close() throws IOException {
    FileSystemUtils.deleteRecursively(folder);
  }
}
