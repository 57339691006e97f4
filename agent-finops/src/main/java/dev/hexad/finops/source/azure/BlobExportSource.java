package dev.hexad.finops.source.azure;

import dev.hexad.contracts.message.Secret;
import dev.hexad.finops.access.JsonApi;
import dev.hexad.finops.settings.BillSource;
import dev.hexad.finops.source.CostSource;
import dev.hexad.finops.source.JoinedParts;
import dev.hexad.finops.source.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * FOCUS exports of Azure Cost Management in a container. Each run of an export has a folder or file
 * of its own that a random id names; of the runs for a period the newest counts.
 */
public final class BlobExportSource implements CostSource {
  private static final Pattern RUN =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final BlobContainer container;
  private final String prefix;

  /** The container of a configured source. */
  public BlobExportSource(BillSource source, JsonApi api, Function<String, Secret> secrets) {
    URI location = URI.create(String.valueOf(source.location()).replace(" ", "%20"));
    String path = location.getPath().substring(1);
    int slash = path.indexOf('/');
    String name = slash < 0 ? path : path.substring(0, slash);
    String root =
        source.endpoint() == null
            ? "https://" + location.getRawAuthority()
            : source.endpoint().replaceFirst("/+$", "");
    String secret = Objects.requireNonNull(source.credentialsSecret());
    this.container = new BlobContainer(root + "/" + name, api, secret, secrets.apply(secret));
    this.prefix = slash < 0 ? "" : path.substring(slash + 1);
  }

  /** A bill and when the last part of it came. */
  private record Run(String key, List<Blob> blobs) {
    private Blob newest() {
      return blobs.stream().max(Comparator.comparing(Blob::changed)).orElseThrow();
    }

    private String period() {
      return RUN.matcher(key).replaceAll("*");
    }
  }

  /** The newest run of each period, by key. */
  private Map<String, Run> runs() throws IOException {
    Map<String, Blob> blobs = new TreeMap<>();
    container.list(prefix).forEach(blob -> blobs.put(blob.name(), blob));
    List<Part> parts = blobs.values().stream().map(BlobExportSource::part).toList();
    Map<String, Run> periods = new TreeMap<>();
    Part.grouped(parts)
        .forEach((key, all) -> {
          var run = new Run(key, all.stream().map(part -> blobs.get(part.key())).toList());
          periods.merge(
              run.period(),
              run,
              BinaryOperator.maxBy(Comparator.comparing(one -> one.newest().changed())));
        });
    Map<String, Run> runs = new TreeMap<>();
    periods.values().forEach(run -> runs.put(run.key(), run));
    return runs;
  }

  private static Part part(Blob blob) {
    return new Part(blob.name(), blob.etag());
  }

  @Override
  public List<Delivery> deliveries() throws IOException {
    List<Part> parts = new ArrayList<>();
    runs().values().forEach(run -> run.blobs().forEach(blob -> parts.add(part(blob))));
    return Part.deliveries(parts);
  }

  @Override
  public InputStream open(Delivery delivery) throws IOException {
    Map<String, Blob> blobs = new TreeMap<>();
    Run run = runs().get(delivery.key());
    if (run == null) {
      throw new IOException("'" + delivery.key() + "' is no longer in the container");
    }
    run.blobs().forEach(blob -> blobs.put(blob.name(), blob));
    return new JoinedParts(
        blobs.values().stream().map(BlobExportSource::part).toList(),
        part -> container.open(Objects.requireNonNull(blobs.get(part.key()))));
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
