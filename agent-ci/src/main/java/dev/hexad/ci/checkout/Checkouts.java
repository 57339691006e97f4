package dev.hexad.ci.checkout;

import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Makes work folders with the files of one commit. */
@Component
public final class Checkouts {
  /** Enough history for a version; a build that needs more asks for it itself. */
  private static final int DEPTH = 50;

  private final Path root;
  private final CheckoutProperties properties;

  Checkouts(ServiceProperties service, CheckoutProperties properties) {
    this.root = service.dataFolder().resolve("work");
    this.properties = properties;
  }

  /**
   * Clones shallowly and checks the commit out. Whatever an earlier attempt left is removed.
   *
   * @param change its commit may be a branch name, then the branch's head is taken
   * @throws HexadException when the repository or the commit cannot be had
   */
  public Checkout open(UUID id, ChangeRef change) {
    checkAllowed(change.repositoryUrl());
    Path folder = root.resolve(id.toString());
    try {
      FileSystemUtils.deleteRecursively(folder);
      Path source = Files.createDirectories(folder.resolve("source"));
      return new Checkout(folder, source, clone(change, source));
    } catch (GitAPIException | JGitInternalException | IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "Cannot clone "
              + change.repositoryUrl()
              + " at "
              + change.shortRef()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private void checkAllowed(String url) {
    if (url.startsWith("file:") && !properties.localRepositories()) {
      throw new HexadException(
          ProblemType.INVALID,
          "Repositories of this machine are not built: set hexad.ci.local-repositories=true on the"
              + " CI agent to allow it.");
    }
  }

  private static ChangeRef clone(ChangeRef change, Path source)
      throws GitAPIException, IOException {
    try (Git git = Git.init().setDirectory(source.toFile()).call()) {
      fetch(git, change, DEPTH);
      ObjectId wanted = wanted(git.getRepository(), change);
      if (!git.getRepository().getObjectDatabase().has(wanted)) {
        fetch(git, change, Integer.MAX_VALUE);
      }
      if (!git.getRepository().getObjectDatabase().has(wanted)) {
        throw new HexadException(
            ProblemType.NOT_FOUND,
            "The commit " + wanted.name() + " is not on " + change.shortRef() + " any more.");
      }
      git.checkout().setName(wanted.name()).setForced(true).call();
      return known(git.getRepository(), change, wanted);
    }
  }

  private static void fetch(Git git, ChangeRef change, int depth) throws GitAPIException {
    git.fetch()
        .setRemote(change.repositoryUrl())
        .setRefSpecs(List.of(new RefSpec("+" + change.ref() + ":refs/remotes/origin/wanted")))
        .setTagOpt(TagOpt.AUTO_FOLLOW)
        .setDepth(depth)
        .call();
  }

  private static ObjectId wanted(Repository repository, ChangeRef change) throws IOException {
    if (!change.commit().startsWith("refs/")) {
      return ObjectId.fromString(change.commit());
    }
    ObjectId head = repository.resolve("refs/remotes/origin/wanted");
    if (head == null) {
      throw new HexadException(
          ProblemType.NOT_FOUND, "There is no branch '" + change.shortRef() + "'.");
    }
    return head;
  }

  private static ChangeRef known(Repository repository, ChangeRef change, ObjectId id)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit commit = walk.parseCommit(id);
      return new ChangeRef(
          change.applicationId(),
          change.application(),
          change.repositoryUrl(),
          change.ref(),
          id.name(),
          commit.getAuthorIdent().getName(),
          commit.getShortMessage());
    }
  }
}
