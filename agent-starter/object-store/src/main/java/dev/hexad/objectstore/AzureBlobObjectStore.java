package dev.hexad.objectstore;

import com.azure.core.exception.HttpResponseException;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Objects in a container of Azure Blob Storage; large ones go in blocks that count when all are
 * there.
 */
final class AzureBlobObjectStore implements ObjectStore {
  private final BlobContainerClient container;
  private final String prefix;

  AzureBlobObjectStore(BlobContainerClient container, String prefix) {
    this.container = container;
    this.prefix = prefix;
  }

  @Override
  public String location() {
    return container.getBlobContainerUrl() + "/" + prefix;
  }

  @Override
  public void put(String key, Path content) throws IOException {
    BlobClient blob = blob(key);
    try {
      blob.uploadFromFile(content.toString(), true);
    } catch (RuntimeException e) { // also Reactor's own, which wraps a broken connection
      throw failure("store", key, e);
    }
  }

  @Override
  public Optional<InputStream> open(String key) throws IOException {
    BlobClient blob = blob(key);
    try {
      return Optional.of(blob.openInputStream());
    } catch (BlobStorageException e) {
      if (BlobErrorCode.BLOB_NOT_FOUND.equals(e.getErrorCode())) {
        return Optional.empty();
      }
      throw failure("read", key, e);
    } catch (RuntimeException e) {
      throw failure("read", key, e);
    }
  }

  @Override
  public void delete(String key) throws IOException {
    BlobClient blob = blob(key);
    try {
      blob.deleteIfExists();
    } catch (RuntimeException e) {
      throw failure("delete", key, e);
    }
  }

  private BlobClient blob(String key) {
    return container.getBlobClient(prefix + ObjectStore.checked(key));
  }

  /** The service's messages have many lines; the first says what it is. */
  private IOException failure(String what, String key, RuntimeException e) {
    String status =
        e instanceof HttpResponseException answer && answer.getResponse() != null
            ? answer.getResponse().getStatusCode() + " "
            : "";
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new IOException("cannot " + what + " " + location() + key + ": " + status + reason, e);
  }
}
