package dev.hexad.ci.checkout;

import dev.hexad.ci.repository.Repositories;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Bare copies of repositories, one for each application, so that a commit is fetched once however
 * often it is built. What is not there is fetched; what is there is not asked for again.
 */
@Component
final class Mirrors {
  private static final int TIMEOUT_SECONDS = 120;
  private static final String PREFIX = "refs/hexad/";

  private final Path root;
  private final CheckoutProperties properties;
  private final Repositories repositories;
  private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();

  Mirrors(ServiceProperties service, CheckoutProperties properties, Repositories repositories) {
    this.root = service.dataFolder().resolve("mirrors");
    this.properties = properties;
    this.repositories = repositories;
  }

  /** A mirror that has the commit; to be closed. */
  record Mirrored(Repository repository, Path folder, ObjectId commit) implements AutoCloseable {
    @Override
    public void close() {
      repository.close();
    }
  }

  /**
   * The mirror of the change's repository with its commit.
   *
   * @param change its commit may be a ref, then the ref's head is taken
   * @throws HexadException when the repository or the commit cannot be had
   */
  Mirrored with(ChangeRef change) {
    checkAllowed(change.repositoryUrl());
    Path folder = folder(change);
    try {
      return find(change, folder);
    } catch (IOException | GitAPIException | JGitInternalException first) {
      return again(change, folder, first);
    }
  }

  /** What is on disk may be damaged; once it is made anew. */
  private Mirrored again(ChangeRef change, Path folder, Exception first) {
    ReentrantLock lock = lock(folder);
    lock.lock();
    try {
      FileSystemUtils.deleteRecursively(folder);
      return find(change, folder);
    } catch (IOException | GitAPIException | JGitInternalException e) {
      e.addSuppressed(first);
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "Cannot clone "
              + change.repositoryUrl()
              + " at "
              + change.shortRef()
              + ": "
              + e.getMessage(),
          e);
    } finally {
      lock.unlock();
    }
  }

  private Mirrored find(ChangeRef change, Path folder) throws IOException, GitAPIException {
    boolean byRef = change.commit().startsWith("refs/");
    if (!byRef && Files.exists(folder.resolve("HEAD"))) {
      Repository repository = open(folder);
      ObjectId id = ObjectId.fromString(change.commit());
      if (repository.getObjectDatabase().has(id)) {
        return new Mirrored(repository, folder, commit(repository, id));
      }
      repository.close();
    }
    ReentrantLock lock = lock(folder);
    lock.lock();
    try {
      return fetch(change, folder, byRef);
    } finally {
      lock.unlock();
    }
  }

  private Mirrored fetch(ChangeRef change, Path folder, boolean byRef)
      throws IOException, GitAPIException {
    if (Files.notExists(folder.resolve("HEAD"))) {
      Git.init().setBare(true).setGitDir(folder.toFile()).call().close();
    }
    Repository repository = open(folder);
    try (Git git = new Git(repository)) {
      String local = PREFIX + change.ref();
      git.fetch()
          .setRemote(change.repositoryUrl())
          .setRefSpecs(List.of(new RefSpec("+" + change.ref() + ":" + local)))
          .setTagOpt(TagOpt.AUTO_FOLLOW)
          .setCredentialsProvider(credentials(change.repositoryUrl(), change.applicationId()))
          .setTimeout(TIMEOUT_SECONDS)
          .call();
      ObjectId wanted = byRef ? repository.resolve(local) : ObjectId.fromString(change.commit());
      if (wanted == null || !repository.getObjectDatabase().has(wanted)) {
        throw new HexadException(
            ProblemType.NOT_FOUND,
            byRef
                ? "There is no branch or tag '" + change.shortRef() + "'."
                : "The commit "
                    + change.commit()
                    + " is not on "
                    + change.shortRef()
                    + " any more.");
      }
      return new Mirrored(open(folder), folder, commit(repository, wanted));
    }
  }

  /** The commit itself, where an annotated tag was given. */
  private static ObjectId commit(Repository repository, ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(id).copy();
    }
  }

  private static Repository open(Path folder) throws IOException {
    return new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
  }

  private Path folder(ChangeRef change) {
    UUID url = UUID.nameUUIDFromBytes(change.repositoryUrl().getBytes(StandardCharsets.UTF_8));
    return root.resolve(change.applicationId() + "-" + url);
  }

  private ReentrantLock lock(Path folder) {
    return locks.computeIfAbsent(folder, f -> new ReentrantLock());
  }

  private void checkAllowed(String url) {
    if (url.startsWith("file:") && !properties.localRepositories()) {
      throw new HexadException(
          ProblemType.INVALID,
          "Repositories of this machine are not built: set hexad.ci.local-repositories=true on the"
              + " CI agent to allow it.");
    }
  }

  /**
   * The commits of all branches, by full ref.
   *
   * @throws HexadException when the repository does not answer
   */
  Map<String, String> heads(Repositories.Repository repository) {
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

  /** Null where the repository needs none. */
  @Nullable CredentialsProvider credentials(String url, UUID applicationId) {
    if (!url.startsWith("http")) {
      return null;
    }
    return repositories
        .token(applicationId)
        .map(token -> new UsernamePasswordCredentialsProvider("x-token-auth", token.reveal()))
        .orElse(null);
  }
}
