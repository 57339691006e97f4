package dev.hexad.githost.checkout;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.springframework.util.FileSystemUtils;

/** Gets the files of one commit, without its history. */
public final class CommitCheckout {
  private final boolean ofThisMachine;
  private final String property;

  /**
   * @param ofThisMachine whether {@code file://} repositories may be read
   * @param property that allows it, named to people who are refused
   */
  public CommitCheckout(boolean ofThisMachine, String property) {
    this.ofThisMachine = ofThisMachine;
    this.property = property;
  }

  /**
   * Puts the files of the commit into the folder, which must be empty or absent.
   *
   * @return the commit's full id
   * @throws HexadException when the repository or the commit cannot be had
   */
  public String fetch(ChangeRef change, Path folder) {
    if (change.repositoryUrl().startsWith("file:") && !ofThisMachine) {
      throw new HexadException(
          ProblemType.INVALID,
          "Repositories of this machine are not read: set " + property + "=true to allow it.");
    }
    try {
      Files.createDirectories(folder);
      String commit = clone(change, folder);
      FileSystemUtils.deleteRecursively(folder.resolve(".git"));
      return commit;
    } catch (GitAPIException | JGitInternalException | IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "Cannot clone %s at %s: %s"
              .formatted(change.repositoryUrl(), change.shortRef(), e.getMessage()),
          e);
    }
  }

  private static String clone(ChangeRef change, Path folder) throws GitAPIException, IOException {
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      // It tidies up in the background, while these files are read and removed.
      StoredConfig config = git.getRepository().getConfig();
      config.setInt("gc", null, "auto", 0);
      config.save();
      fetch(git, change, 1);
      ObjectDatabase objects = git.getRepository().getObjectDatabase();
      ObjectId wanted = wanted(git, change);
      if (!objects.has(wanted)) {
        fetch(git, change, Integer.MAX_VALUE);
      }
      if (!objects.has(wanted)) {
        throw new HexadException(
            ProblemType.NOT_FOUND,
            "The commit " + wanted.name() + " is not on " + change.shortRef() + " any more.");
      }
      git.checkout().setName(wanted.name()).setForced(true).call();
      return wanted.name();
    }
  }

  private static void fetch(Git git, ChangeRef change, int depth) throws GitAPIException {
    git.fetch()
        .setRemote(change.repositoryUrl())
        .setRefSpecs(List.of(new RefSpec("+" + change.ref() + ":refs/remotes/origin/wanted")))
        .setTagOpt(TagOpt.NO_TAGS)
        .setDepth(depth)
        .call();
  }

  private static ObjectId wanted(Git git, ChangeRef change) throws IOException {
    if (ObjectId.isId(change.commit())) {
      return ObjectId.fromString(change.commit());
    }
    ObjectId head = git.getRepository().resolve("refs/remotes/origin/wanted");
    if (head == null) {
      throw new HexadException(
          ProblemType.NOT_FOUND, "There is no branch '" + change.shortRef() + "'.");
    }
    return head;
  }
}
