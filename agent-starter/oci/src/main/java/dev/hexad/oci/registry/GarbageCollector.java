package dev.hexad.oci.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Mark and sweep. Roots are all manifests that a repository lists. A push touches every blob that
 * it counts on before it lists a manifest, so a blob that was marked too early to be seen is too
 * young to be swept.
 */
final class GarbageCollector {
  private final BlobStore blobs;
  private final Repositories repositories;

  GarbageCollector(BlobStore blobs, Repositories repositories) {
    this.blobs = blobs;
    this.repositories = repositories;
  }

  Garbage find(Duration grace) throws IOException {
    return run(grace, false);
  }

  Garbage collect(Duration grace) throws IOException {
    return run(grace, true);
  }

  private Garbage run(Duration grace, boolean delete) throws IOException {
    Instant cutoff = blobs.quietMoment().minus(grace);
    Set<String> live = mark();
    var gone = new ArrayList<String>();
    long bytes = 0;
    for (String digest : blobs.untouchedSince(cutoff)) {
      if (live.contains(digest)) {
        continue;
      }
      long size = size(digest);
      if (!delete || blobs.deleteUntouched(digest, cutoff)) {
        gone.add(digest);
        bytes += size;
      }
    }
    List<UUID> uploads = blobs.abandonedUploads(cutoff);
    if (delete) {
      unlink(gone);
      for (UUID upload : uploads) {
        blobs.cancelUpload(upload);
      }
    }
    return new Garbage(gone, bytes, uploads.size());
  }

  private Set<String> mark() throws IOException {
    var live = new HashSet<String>();
    for (String repository : repositories.all()) {
      for (String digest : repositories.names(repository, Repositories.MANIFESTS)) {
        live.add(digest);
        Optional<Path> file = blobs.blob(digest);
        if (file.isPresent()) {
          live.addAll(ManifestContent.of(Files.readAllBytes(file.get())).references());
        }
      }
    }
    return live;
  }

  /** A repository may have been given the blob anew in the meantime; then its link stays. */
  private void unlink(List<String> digests) throws IOException {
    for (String repository : repositories.all()) {
      for (String digest : digests) {
        blobs.undisturbed(() ->
            blobs.blob(digest).isEmpty()
                && repositories.unlink(repository, Repositories.BLOBS, digest));
      }
    }
  }

  private long size(String digest) {
    try {
      return Files.size(blobs.blob(digest).orElseThrow());
    } catch (IOException | NoSuchElementException e) {
      return 0;
    }
  }
}
