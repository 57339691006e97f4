package dev.hexad.testkit.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The container engine of the node. Streams are spoken by hand, as they need half-open sockets. */
final class Engine implements AutoCloseable {
  private static final int CONNECTIONS = 200;

  private final String socket;
  private final ZerodepDockerHttpClient http;
  private final DockerClient client;

  Engine(String host) {
    this.socket = host.replaceFirst("^unix://", "");
    var config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(host).build();
    this.http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .maxConnections(CONNECTIONS)
            .build();
    this.client = DockerClientImpl.getInstance(config, http);
  }

  DockerClient client() {
    return client;
  }

  /** Where output of a container goes. */
  interface Sink {
    /** Takes bytes of standard output (1) or standard error (2). */
    void take(int stream, byte[] bytes) throws IOException;
  }

  /** A running command whose input is written here, and whose output goes to the sink. */
  final class Attached implements AutoCloseable {
    private final SocketChannel channel;
    private final InputStream in;

    private Attached(String request) throws IOException {
      channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
      write(request.getBytes(StandardCharsets.UTF_8));
      in = Channels.newInputStream(channel);
      String head = head();
      if (!head.contains(" 101 ") && !head.contains(" 200 ")) {
        throw new IOException(head + new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }

    private String head() throws IOException {
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int b = in.read();
        if (b < 0) {
          throw new IOException("the engine hung up: " + head);
        }
        head.append((char) b);
      }
      return head.toString();
    }

    void write(byte[] bytes) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }

    /** Reads until the command closes its output. */
    void read(Sink sink) throws IOException {
      byte[] head = in.readNBytes(8);
      while (head.length == 8) {
        sink.take(head[0], in.readNBytes(ByteBuffer.wrap(head, 4, 4).getInt()));
        head = in.readNBytes(8);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Starts a command that was made in a container. */
  Attached start(String execId) throws IOException {
    String body = "{\"Detach\":false,\"Tty\":false}";
    return new Attached(
        "POST /exec/"
            + execId
            + "/start HTTP/1.1\r\nHost: docker\r\nContent-Type: application/json\r\n"
            + "Connection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  /** The log of a container, in the engine's frames, until it ends or the channel is closed. */
  Attached log(String container, boolean follow, boolean stamps, String since, String tail)
      throws IOException {
    var query = new ArrayList<>(List.of("stdout=1", "stderr=1"));
    query.add("follow=" + follow);
    query.add("timestamps=" + stamps);
    query.add("since=" + since);
    query.add("tail=" + tail);
    return new Attached(
        "GET /containers/"
            + container
            + "/logs?"
            + String.join("&", query)
            + " HTTP/1.0\r\nHost: docker\r\n\r\n");
  }

  @Override
  public void close() throws IOException {
    client.close();
    http.close();
  }
}
