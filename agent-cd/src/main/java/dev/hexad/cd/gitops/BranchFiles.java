package dev.hexad.cd.gitops;

import dev.hexad.cd.target.Sources;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.githost.checkout.CommitCheckout;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The files of a branch's newest commit, fetched at most once, when somebody asks for them. */
final class BranchFiles implements Sources, AutoCloseable {
  private final CommitCheckout checkouts;
  private final Path folder;
  private final @Nullable CredentialsProvider credentials;
  private ChangeRef change;
  private boolean fetched;

  /**
   * @param change the newest commit by its id
   * @param folder to use; what is in it goes
   */
  BranchFiles(
      CommitCheckout checkouts,
      ChangeRef change,
      Path folder,
      @Nullable CredentialsProvider credentials) {
    this.checkouts = checkouts;
    this.change = change;
    this.folder = folder;
    this.credentials = credentials;
  }

  String commit() {
    return change.commit();
  }

  @Override
  public Path folder() throws IOException {
    if (!fetched) {
      FileSystemUtils.deleteRecursively(folder);
      change = checkouts.fetch(change, folder, credentials);
      fetched = true;
    }
    return folder;
  }

  /** Who wrote the commit; null until its files were fetched. */
  @Nullable String author() {
    return change.author();
  }

  @Override
  public void close() throws IOException {
    FileSystemUtils.deleteRecursively(folder);
  }
}
