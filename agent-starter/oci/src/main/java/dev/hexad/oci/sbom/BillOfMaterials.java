package dev.hexad.oci.sbom;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.oci.client.Descriptor;
import dev.hexad.oci.client.Manifest;
import dev.hexad.oci.client.RegistryClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;

/**
 * What an image is made of, as CycloneDX 1.6: packages from the lock files of its source and from
 * its layers. The same packages at the same time give the same bytes.
 *
 * @param json the document
 * @param components number of packages in it
 */
public record BillOfMaterials(byte[] json, int components) {
  public static final String MEDIA_TYPE = "application/vnd.cyclonedx+json";
  private static final long LARGEST_LAYER = 4L * 1024 * 1024 * 1024;
  private static final long LARGEST_IMAGE = 8L * 1024 * 1024 * 1024;

  /**
   * Reads the packages of an image; what cannot be read is logged and named in the document.
   *
   * @param name the image's repository
   * @param image its manifest or index
   * @param made the time that the document states
   */
  public static BillOfMaterials of(
      RegistryClient client,
      String name,
      Manifest image,
      Path source,
      Instant made,
      Consumer<String> log)
      throws IOException {
    var packages = new TreeMap<String, SoftwarePackage>();
    SourcePackages.read(source, log).forEach(item -> packages.put(item.purl(), item));
    var unread = new ArrayList<String>();
    layerPackages(client, image, unread, log).forEach(item -> packages.put(item.purl(), item));
    Bom bom = new Bom();
    bom.setMetadata(metadata(name, image.digest(), made, unread));
    packages.values().forEach(item -> bom.addComponent(component(item)));
    String seed = image.digest() + made + packages.keySet() + unread;
    UUID serial = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    bom.setSerialNumber("urn:uuid:" + serial);
    try {
      String json = BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString();
      return new BillOfMaterials(json.getBytes(StandardCharsets.UTF_8), packages.size());
    } catch (GeneratorException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<SoftwarePackage> layerPackages(
      RegistryClient client, Manifest image, List<String> unread, Consumer<String> log) {
    var packages = new ArrayList<SoftwarePackage>();
    for (Manifest one : platforms(client, image)) {
      var layers = new LayerPackages(LARGEST_IMAGE);
      for (Descriptor layer : one.layers()) {
        try {
          client.readBlob(
              layer.digest(),
              LARGEST_LAYER,
              in -> {
                layers.add(in);
                return layer;
              });
        } catch (HexadException e) {
          unread.add(layer.digest());
          log.accept("SBOM: the layer " + layer.digest() + " is left out: " + e.getMessage());
        }
      }
      packages.addAll(layers.packages());
    }
    return packages;
  }

  private static List<Manifest> platforms(RegistryClient client, Manifest image) {
    if (image.manifests().isEmpty()) {
      return List.of(image);
    }
    return image.manifests().stream()
        .flatMap(child -> client.manifest(child.digest()).stream())
        .filter(child -> child.manifests().isEmpty())
        .toList();
  }

  private static Metadata metadata(String name, String digest, Instant made, List<String> unread) {
    Component image = new Component();
    image.setType(Component.Type.CONTAINER);
    image.setName(name);
    image.setVersion(digest);
    image.setBomRef(name + "@" + digest);
    image.addHash(new Hash(Hash.Algorithm.SHA_256, digest.substring(digest.indexOf(':') + 1)));
    Metadata metadata = new Metadata();
    metadata.setComponent(image);
    metadata.setTimestamp(Date.from(made));
    for (String layer : unread) {
      Property property = new Property();
      property.setName("hexad:layer:unread");
      property.setValue(layer);
      metadata.addProperty(property);
    }
    return metadata;
  }

  private static Component component(SoftwarePackage item) {
    Component component = new Component();
    component.setType(Component.Type.LIBRARY);
    component.setGroup(item.group());
    component.setName(item.name());
    component.setVersion(item.version());
    component.setPurl(item.purl());
    component.setBomRef(item.purl());
    return component;
  }
}
