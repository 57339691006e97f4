package dev.hexad.cd.gitops;

import dev.hexad.cd.deployment.Previews;
import dev.hexad.cd.repository.Repositories;
import dev.hexad.cd.repository.Repositories.Repository;
import dev.hexad.cd.target.Difference;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.githost.checkout.CommitCheckout;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finds out what Git says of the environments that follow it. A repository is read once for all
 * environments that follow the same branch, and nothing is rendered whose files have not changed.
 */
@Component
class BranchWatch {
  private static final Logger log = LoggerFactory.getLogger(BranchWatch.class);
  private static final int AT_ONCE = 500;

  private final TrackedStore store;
  private final Repositories repositories;
  private final CommitCheckout checkouts;
  private final Previews previews;
  private final Syncs syncs;
  private final Path folder;

  BranchWatch(
      TrackedStore store,
      Repositories repositories,
      CommitCheckout checkouts,
      Previews previews,
      Syncs syncs,
      ServiceProperties service) {
    this.store = store;
    this.repositories = repositories;
    this.checkouts = checkouts;
    this.previews = previews;
    this.syncs = syncs;
    this.folder = service.dataFolder().resolve("branches");
  }

  private record Branch(String url, String name) {}

  /** Looks at what is due. */
  @Scheduled(initialDelay = 2_000, fixedDelay = 1_000)
  synchronized void look() {
    Map<Branch, List<Tracked>> due = new LinkedHashMap<>();
    for (Tracked tracked : store.claim(AT_ONCE)) {
      Optional<Repository> repository = repositories.find(tracked.applicationId());
      if (repository.isPresent()) {
        var branch = new Branch(repository.get().url(), tracked.branch());
        due.computeIfAbsent(branch, b -> new ArrayList<>()).add(tracked);
      } else {
        store.keep(tracked.found(SyncState.FAILED, "the application is not registered"));
      }
    }
    due.forEach(this::look);
  }

  private void look(Branch branch, List<Tracked> following) {
    Tracked any = following.getFirst();
    String ref = "refs/heads/" + branch.name();
    try {
      CredentialsProvider credentials = repositories.credentials(any.applicationId(), branch.url());
      String head =
          checkouts
              .head(branch.url(), ref, credentials)
              .orElseThrow(() -> HexadException.notFound("branch", branch.name()));
      var change =
          new ChangeRef(
              any.applicationId(), any.application(), branch.url(), ref, head, null, null);
      Path place = folder.resolve(any.applicationId().toString());
      try (var files = new BranchFiles(checkouts, change, place, credentials)) {
        following.forEach(tracked -> tryLook(tracked, files));
      }
    } catch (HexadException e) {
      following.forEach(
          tracked -> store.keep(tracked.found(SyncState.FAILED, e.problem().detail())));
    } catch (IOException e) {
      log.atWarn().setCause(e).log("files of a branch were left behind");
    }
  }

  private void tryLook(Tracked tracked, BranchFiles files) {
    try {
      look(tracked, files);
    } catch (HexadException e) {
      store.keep(tracked.found(SyncState.FAILED, e.problem().detail()));
    } catch (Exception e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("application", tracked.applicationId())
          .addKeyValue("environment", tracked.environment())
          .log("what Git says cannot be found out, trying later");
      store.keep(tracked.found(SyncState.FAILED, "it cannot be found out: " + e.getMessage()));
    }
  }

  private void look(Tracked tracked, BranchFiles files) throws Exception {
    Optional<Previews.Stable> stable =
        previews.stable(tracked.applicationId(), tracked.environment());
    if (stable.isEmpty()) {
      store.keep(
          tracked.found(SyncState.WAITING, "nothing is deployed yet; deploy an image there once"));
      return;
    }
    UUID running = stable.get().deployment();
    boolean known =
        running.equals(tracked.deployment())
            && tracked.digest() != null
            && tracked.state() != SyncState.FAILED;
    boolean moved = !files.commit().equals(tracked.commit());
    String digest =
        known && !moved
            ? tracked.digest()
            : FilesDigest.of(files.folder(), tracked.tracking().paths());
    List<Difference> items = tracked.items();
    int rendered = tracked.rendered();
    if (!known || !String.valueOf(digest).equals(tracked.digest())) {
      items = previews.of(tracked.applicationId(), tracked.environment(), files.commit(), files);
      rendered++;
    }
    Tracked found = tracked.compared(files.commit(), digest, running, items, rendered);
    store.keep(found.state() == SyncState.SYNCED ? found : syncs.consider(found, files));
  }
}
