package dev.hexad.ci.checkout;

import dev.hexad.ci.repository.Repositories;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Makes work folders with the files of one commit. */
@Component
public final class Checkouts {
  /** Enough history for a version; a build that needs more asks for it itself. */
  private static final int DEPTH = 50;

  private static final int TIMEOUT_SECONDS = 120;

  private final Path root;
  private final CheckoutProperties properties;
  private final Repositories repositories;

  Checkouts(ServiceProperties service, CheckoutProperties properties, Repositories repositories) {
    this.root = service.dataFolder().resolve("work");
    this.properties = properties;
    this.repositories = repositories;
  }

  /** Where the work folder of a command is. */
  public Path folder(UUID id) {
    return root.resolve(id.toString());
  }

  /** The work folder that an earlier build has left, as it is. */
  public Checkout reopen(UUID id, ChangeRef change) throws IOException {
    Path folder = folder(id);
    Path source = folder.resolve("source");
    try (Git git = Git.open(source.toFile())) {
      return new Checkout(
          folder, source, known(git.getRepository(), change, ObjectId.fromString(change.commit())));
    }
  }

  /**
   * Clones shallowly and checks the commit out. Whatever an earlier attempt left is removed.
   *
   * @param change its commit may be a branch name, then the branch's head is taken
   * @throws HexadException when the repository or the commit cannot be had
   */
  public Checkout open(UUID id, ChangeRef change) {
    checkAllowed(change.repositoryUrl());
    Path folder = folder(id);
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

  /**
   * The commits of all branches, by full ref.
   *
   * @throws HexadException when the repository does not answer
   */
  public Map<String, String> heads(Repositories.Repository repository) {
    checkAllowed(repository.url());
    try {
      return Git.lsRemoteRepository()
          .setRemote(repository.url())
          .setHeads(true)
          .setCredentialsProvider(credentials(repository.url(), repository.applicationId()))
          .setTimeout(TIMEOUT_SECONDS)
          .call()
          .stream()
          .collect(Collectors.toMap(Ref::getName, ref -> ref.getObjectId().name()));
    } catch (GitAPIException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "Cannot list the branches of " + repository.url() + ": " + e.getMessage(),
          e);
    }
  }

  /** Fetches the history that a shallow clone left out. */
  public void deepen(Checkout checkout) throws IOException {
    try (Git git = Git.open(checkout.source().toFile())) {
      fetch(git, checkout.change(), Integer.MAX_VALUE);
    } catch (GitAPIException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "Cannot fetch the history: " + e.getMessage(), e);
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

  private ChangeRef clone(ChangeRef change, Path source) throws GitAPIException, IOException {
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
      ObjectId commit = commit(git.getRepository(), wanted);
      git.checkout().setName(commit.name()).setForced(true).call();
      return known(git.getRepository(), change, commit);
    }
  }

  private void fetch(Git git, ChangeRef change, int depth) throws GitAPIException {
    git.fetch()
        .setRemote(change.repositoryUrl())
        .setRefSpecs(List.of(new RefSpec("+" + change.ref() + ":refs/remotes/origin/wanted")))
        .setTagOpt(TagOpt.AUTO_FOLLOW)
        .setDepth(depth)
        .setCredentialsProvider(credentials(change))
        .setTimeout(TIMEOUT_SECONDS)
        .call();
  }

  /** Null where the repository needs none. */
  public @Nullable CredentialsProvider credentials(ChangeRef change) {
    return credentials(change.repositoryUrl(), change.applicationId());
  }

  private @Nullable CredentialsProvider credentials(String url, UUID applicationId) {
    if (!url.startsWith("http")) {
      return null;
    }
    return repositories
        .token(applicationId)
        .map(token -> new UsernamePasswordCredentialsProvider("x-token-auth", token.reveal()))
        .orElse(null);
  }

  private static ObjectId wanted(Repository repository, ChangeRef change) throws IOException {
    if (!change.commit().startsWith("refs/")) {
      return ObjectId.fromString(change.commit());
    }
    ObjectId head = repository.resolve("refs/remotes/origin/wanted");
    if (head == null) {
      throw new HexadException(
          ProblemType.NOT_FOUND, "There is no branch or tag '" + change.shortRef() + "'.");
    }
    return head;
  }

  /** The commit itself, where an annotated tag was given. */
  private static ObjectId commit(Repository repository, ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(id).copy();
    }
  }

  private static ChangeRef known(Repository repository, ChangeRef change, ObjectId id)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit commit = walk.parseCommit(id);
      return change.of(id.name(), commit.getAuthorIdent().getName(), commit.getShortMessage());
    }
  }
}
