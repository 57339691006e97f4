package dev.hexad.cd.gitops;

import dev.hexad.cd.repository.Repositories;
import dev.hexad.cd.repository.Repositories.Repository;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.githost.checkout.CommitCheckout;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.RevertCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Takes commits of a branch back by one revert for each, newest first, and pushes that. */
@Component
class RevertCommit {
  private static final int MOST = 50;

  private final CommitCheckout checkouts;
  private final Repositories repositories;
  private final Path folder;

  RevertCommit(CommitCheckout checkouts, Repositories repositories, ServiceProperties service) {
    this.checkouts = checkouts;
    this.repositories = repositories;
    this.folder = service.dataFolder().resolve("reverts");
  }

  /**
   * Reverts what lies between two commits.
   *
   * @param good the last commit that stays
   * @param bad the last commit that goes
   * @return the commit that the branch is at then
   * @throws HexadException when that cannot be done, and why; nothing is pushed then
   */
  String write(Repository repository, String branch, String good, String bad) {
    checkouts.requireAllowed(repository.url());
    Path place = folder.resolve(repository.applicationId().toString());
    CredentialsProvider credentials =
        repositories.credentials(repository.applicationId(), repository.url());
    try {
      FileSystemUtils.deleteRecursively(place);
      try (Git git =
          Git.cloneRepository()
              .setURI(repository.url())
              .setBranch(branch)
              .setDirectory(place.toFile())
              .setCredentialsProvider(credentials)
              .call()) {
        StoredConfig config = git.getRepository().getConfig();
        config.setInt("gc", null, "auto", 0);
        config.setString("user", null, "name", "Hexad");
        config.setString("user", null, "email", "hexad@localhost");
        config.save();
        revert(git, good, bad);
        push(git, branch, credentials);
        return git.getRepository().resolve("HEAD").name();
      } finally {
        FileSystemUtils.deleteRecursively(place);
      }
    } catch (GitAPIException | JGitInternalException | IOException e) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED,
          "%s cannot be written: %s".formatted(repository.url(), e.getMessage()),
          e);
    }
  }

  private static void revert(Git git, String good, String bad) throws GitAPIException, IOException {
    List<RevCommit> undone = new ArrayList<>();
    git.log()
        .addRange(ObjectId.fromString(good), ObjectId.fromString(bad))
        .call()
        .forEach(undone::add);
    if (undone.isEmpty() || undone.size() > MOST) {
      throw conflict(
          "%d commits lie between what is good and what is not; revert them by hand"
              .formatted(undone.size()));
    }
    for (RevCommit commit : undone) {
      if (commit.getParentCount() != 1) {
        throw conflict("%.8s is a merge; revert it by hand".formatted(commit.name()));
      }
      RevertCommand revert = git.revert().include(commit);
      if (revert.call() == null) {
        throw conflict(
            "%.8s does not go back without conflicts; revert it by hand".formatted(commit.name()));
      }
    }
  }

  private static void push(Git git, String branch, @Nullable CredentialsProvider credentials)
      throws GitAPIException {
    for (PushResult result : git.push().setCredentialsProvider(credentials).call()) {
      for (RemoteRefUpdate update : result.getRemoteUpdates()) {
        if (update.getStatus() != RemoteRefUpdate.Status.OK
            && update.getStatus() != RemoteRefUpdate.Status.UP_TO_DATE) {
          throw conflict("the push to '%s' was refused: %s".formatted(branch, update.getStatus()));
        }
      }
    }
  }

  private static HexadException conflict(String detail) {
    return new HexadException(ProblemType.CONFLICT, detail);
  }
}
