package dev.hexad.finops.source.aws;

import dev.hexad.contracts.message.Secret;
import dev.hexad.finops.access.AwsKeys;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.source.CostSource;
import dev.hexad.finops.source.JoinedParts;
import dev.hexad.finops.source.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** FOCUS exports in a bucket. */
public final class S3Source implements CostSource {
  private final S3Client s3;
  private final String bucket;
  private final String prefix;

  private S3Source(S3Client s3, String bucket, String prefix) {
    this.s3 = s3;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /** The bucket of a configured source. */
  public static S3Source of(BillSource source, Function<String, Secret> secrets) {
    var client =
        S3Client.builder()
            .credentialsProvider(AwsKeys.provider(source.credentialsSecret(), secrets))
            .httpClientBuilder(UrlConnectionHttpClient.builder());
    if (source.region() != null) {
      client.region(Region.of(source.region()));
    }
    if (source.endpoint() != null) {
      client
          .endpointOverride(URI.create(source.endpoint()))
          .forcePathStyle(true)
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
          .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }
    String place = String.valueOf(source.location()).substring("s3://".length());
    int slash = place.indexOf('/');
    return new S3Source(
        client.build(),
        slash < 0 ? place : place.substring(0, slash),
        slash < 0 ? "" : place.substring(slash + 1));
  }

  private List<Part> parts() throws IOException {
    try {
      return s3
          .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
          .contents()
          .stream()
          .map(object -> new Part(object.key(), object.eTag()))
          .toList();
    } catch (SdkException e) {
      throw new IOException("cannot list s3://" + bucket + "/" + prefix + ": " + e.getMessage(), e);
    }
  }

  @Override
  public List<Delivery> deliveries() throws IOException {
    return Part.deliveries(parts());
  }

  @Override
  public InputStream open(Delivery delivery) throws IOException {
    List<Part> parts = Part.grouped(parts()).getOrDefault(delivery.key(), List.of());
    return new JoinedParts(parts, this::open);
  }

  private InputStream open(Part part) throws IOException {
    try {
      return s3.getObject(request -> request.bucket(bucket).key(part.key()));
    } catch (SdkException e) {
      throw new IOException(
          "cannot read s3://" + bucket + "/" + part.key() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    s3.close();
  }
}
