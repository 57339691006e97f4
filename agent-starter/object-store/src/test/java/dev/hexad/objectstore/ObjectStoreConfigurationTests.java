package dev.hexad.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hexad.service.ServiceProperties;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ObjectStoreConfigurationTests {
  @TempDir Path folder;

  @EnableConfigurationProperties(ServiceProperties.class)
  static class Service {}

  private ApplicationContextRunner with(String... properties) {
    return new ApplicationContextRunner()
        .withUserConfiguration(Service.class, ObjectStoreConfiguration.class)
        .withPropertyValues("hexad.name=ci", "hexad.data-dir=" + folder)
        .withPropertyValues(properties);
  }

  @Test
  void keepsFilesWhenNothingIsSaid() {
    with()
        .run(context ->
            assertThat(context.getBean(ObjectStore.class).location())
                .isEqualTo("file:" + folder.resolve("objects")));
  }

  @Test
  void takesABucketAndAPrefix() {
    with(
            "hexad.objects.kind=s3",
            "hexad.objects.bucket=builds",
            "hexad.objects.prefix=ci/",
            "hexad.objects.region=eu-central-1")
        .run(context ->
            assertThat(context.getBean(ObjectStore.class).location()).isEqualTo("s3://builds/ci/"));
  }

  @Test
  void neverShowsTheAccountKey() {
    String key = "Y2FuYXJ5LWNhbmFyeS1jYW5hcnk=";
    with(
            "hexad.objects.kind=azure",
            "hexad.objects.bucket=builds",
            "hexad.objects.azure-connection-string=DefaultEndpointsProtocol=https;AccountName=hexad;"
                + "AccountKey="
                + key
                + ";EndpointSuffix=core.windows.net")
        .run(context -> {
          assertThat(context.getBean(ObjectStore.class).location())
              .isEqualTo("https://hexad.blob.core.windows.net/builds/");
          assertThat(context.getBean(ObjectStoreProperties.class).toString()).doesNotContain(key);
        });
  }

  @Test
  void saysWhatIsMissing() {
    with("hexad.objects.kind=gcs")
        .run(context ->
            assertThat(context)
                .getFailure()
                .hasStackTraceContaining("set hexad.objects.bucket too"));
    with("hexad.objects.kind=azure", "hexad.objects.bucket=b")
        .run(context ->
            assertThat(context)
                .getFailure()
                .hasStackTraceContaining("set hexad.objects.azure-connection-string too"));
    with("hexad.objects.prefix=no-slash")
        .run(context ->
            assertThat(context).getFailure().hasStackTraceContaining("end with a slash"));
  }
}
