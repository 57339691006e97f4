package dev.hexad.githost.checkout;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.jspecify.annotations.Nullable;
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
   * @return the change with what its commit says
   * @throws HexadException when the repository or the commit cannot be had
   */
  public ChangeRef fetch(ChangeRef change, Path folder) {
    return fetch(change, folder, null);
  }

  /**
   * As {@link #fetch(ChangeRef, Path)}.
   *
   * @param credentials null where the repository needs none
   */
  public ChangeRef fetch(ChangeRef change, Path folder, @Nullable CredentialsProvider credentials) {
    requireAllowed(change.repositoryUrl());
    try {
      Files.createDirectories(folder);
      ChangeRef found = clone(change, folder, credentials);
      FileSystemUtils.deleteRecursively(folder.resolve(".git"));
      return found;
    } catch (GitAPIException | JGitInternalException | IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "Cannot clone %s at %s: %s"
              .formatted(change.repositoryUrl(), change.shortRef(), e.getMessage()),
          e);
    }
  }

  /**
   * The commit that a branch or tag is at.
   *
   * @param ref full, for example {@code refs/heads/main}
   * @return empty when there is no such ref
   * @throws HexadException when the repository does not answer
   */
  public Optional<String> head(
      String repositoryUrl, String ref, @Nullable CredentialsProvider credentials) {
    requireAllowed(repositoryUrl);
    try {
      return Git.lsRemoteRepository()
          .setRemote(repositoryUrl)
          .setCredentialsProvider(credentials)
          .call()
          .stream()
          .filter(found -> found.getName().equals(ref))
          .map(found -> found.getObjectId().name())
          .findFirst();
    } catch (GitAPIException | JGitInternalException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "Cannot read the refs of " + repositoryUrl + ": " + e.getMessage(),
          e);
    }
  }

  /**
   * Returns where a repository may be used.
   *
   * @throws HexadException for one of this machine where those are not read
   */
  public void requireAllowed(String repositoryUrl) {
    if (repositoryUrl.startsWith("file:") && !ofThisMachine) {
      throw new HexadException(
          ProblemType.INVALID,
          "Repositories of this machine are not read: set " + property + "=true to allow it.");
    }
  }

  private static ChangeRef clone(
      ChangeRef change, Path folder, @Nullable CredentialsProvider credentials)
      throws GitAPIException, IOException {
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      // It tidies up in the background, while these files are read and removed; in the background
      // it even takes its lock before it looks whether there is anything to do.
      StoredConfig config = git.getRepository().getConfig();
      config.setInt("gc", null, "auto", 0);
      config.setBoolean("gc", null, "autoDetach", false);
      config.save();
      fetch(git, change, 1, credentials);
      ObjectDatabase objects = git.getRepository().getObjectDatabase();
      ObjectId wanted = wanted(git, change);
      if (!objects.has(wanted)) {
        fetch(git, change, Integer.MAX_VALUE, credentials);
      }
      if (!objects.has(wanted)) {
        throw new HexadException(
            ProblemType.NOT_FOUND,
            "The commit " + wanted.name() + " is not on " + change.shortRef() + " any more.");
      }
      git.checkout().setName(wanted.name()).setForced(true).call();
      try (RevWalk walk = new RevWalk(git.getRepository())) {
        RevCommit commit = walk.parseCommit(wanted);
        return change.of(
            commit.name(), commit.getAuthorIdent().getName(), commit.getShortMessage());
      }
    }
  }

  private static void fetch(
      Git git, ChangeRef change, int depth, @Nullable CredentialsProvider credentials)
      throws GitAPIException {
    git.fetch()
        .setCredentialsProvider(credentials)
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
