package dev.hexad.oci;

import dev.hexad.contracts.message.Secret;
import dev.hexad.oci.client.ClientOptions;
import dev.hexad.oci.client.RegistryClient;
import dev.hexad.oci.client.RegistryCredentials;
import dev.hexad.testkit.Await;
import dev.hexad.testkit.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** A registry that tests talk to, with its account. */
public record TestRegistry(
    String address, RegistryCredentials credentials, ClientOptions options, Runnable server) {

  public RegistryClient client(String name) {
    return RegistryClient.to(address + "/" + name, credentials, options);
  }

  public static TestRegistry builtIn(Path folder) {
    var context = RegistryApplication.start(folder);
    var registry = RegistryApplication.registry(context);
    var credentials =
        RegistryCredentials.basic(registry.username(), Secret.of(registry.password()));
    return new TestRegistry(registry.address(), credentials, ClientOptions.DEFAULT, context::close);
  }

  /** The distribution project's registry, with TLS and a password file. */
  public static TestRegistry distribution(Path folder) throws Exception {
    String binary = Tools.path("docker-registry", "/usr/bin/docker-registry");
    String openssl = Tools.path("openssl", "/usr/bin/openssl");
    int port = Tools.freePort();
    run(
        folder,
        openssl,
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-keyout",
        "key.pem",
        "-out",
        "cert.pem");
    String hash = new BCryptPasswordEncoder(4).encode("s3cret");
    Files.writeString(folder.resolve("htpasswd"), "pusher:" + hash + "\n");
    Files.writeString(
        folder.resolve("config.yml"),
        """
        version: 0.1
        log: {level: warn}
        storage:
          filesystem: {rootdirectory: %1$s/data}
          delete: {enabled: true}
        auth:
          htpasswd: {realm: test, path: %1$s/htpasswd}
        http:
          addr: 127.0.0.1:%2$d
          secret: only-for-tests
          tls: {certificate: %1$s/cert.pem, key: %1$s/key.pem}
        """
            .formatted(folder, port));
    Process process =
        new ProcessBuilder(binary, "serve", folder.resolve("config.yml").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Await.until("the registry", () -> Tools.answers(port));
    return new TestRegistry(
        "127.0.0.1:" + port,
        RegistryCredentials.basic("pusher", Secret.of("s3cret")),
        ClientOptions.DEFAULT.trusting(trusting(folder.resolve("cert.pem"))),
        process::destroyForcibly);
  }

  private static void run(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new AssertionError(command[0] + " failed: " + output);
    }
  }

  private static SSLContext trusting(Path certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "test", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  public void stop() {
    server.run();
  }
}
