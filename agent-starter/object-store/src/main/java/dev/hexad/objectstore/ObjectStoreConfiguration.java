package dev.hexad.objectstore;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import dev.hexad.service.ServiceProperties;
import java.io.IOException;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Makes the store that the properties name: files of the service unless they say otherwise. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ObjectStoreProperties.class)
public class ObjectStoreConfiguration {

  @Bean
  ObjectStore objectStore(ObjectStoreProperties objects, ServiceProperties service)
      throws IOException {
    return switch (objects.kind()) {
      case FILE -> new FileObjectStore(service.dataFolder().resolve("objects"));
      case S3 ->
          S3ObjectStore.of(
              objects.requireBucket(),
              objects.prefix(),
              objects.region(),
              objects.endpoint(),
              DefaultCredentialsProvider.builder().build());
      case GCS ->
          GcsObjectStore.of(
              objects.requireBucket(),
              objects.prefix(),
              objects.endpoint(),
              GcsObjectStore.usualCredentials());
      case AZURE ->
          new AzureBlobObjectStore(
              azure(objects.requireAzureConnectionString().reveal(), objects.requireBucket()),
              objects.prefix());
    };
  }

  /** Gives up after a few seconds: whoever stores something tries again itself. */
  static BlobContainerClient azure(String connection, String container) {
    var retries =
        new RequestRetryOptions(
            RetryPolicyType.EXPONENTIAL,
            3,
            (Duration) null,
            Duration.ofMillis(500),
            Duration.ofSeconds(4),
            null);
    return new BlobContainerClientBuilder()
        .connectionString(connection)
        .containerName(container)
        .retryOptions(retries)
        .httpClient(new JdkHttpClientBuilder().build())
        .buildClient();
  }
}
