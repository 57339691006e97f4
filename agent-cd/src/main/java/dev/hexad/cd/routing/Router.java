package dev.hexad.cd.routing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Stable addresses of environments on this machine: takes connections and hands each to one of the
 * revisions behind it, by weight. Works on bytes, so any protocol passes.
 */
@Component
public final class Router implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(Router.class);
  private static final int CONNECT_MILLIS = 2_000;

  private final Map<Integer, Front> fronts = new ConcurrentHashMap<>();

  /**
   * A revision behind an address.
   *
   * @param weight share of new connections, against the others of the same address
   */
  public record Backend(int port, int weight) {}

  /**
   * Sets what is behind an address; connections that are open go on.
   *
   * @throws IOException when the port is taken by somebody else
   */
  public synchronized void route(int port, List<Backend> backends) throws IOException {
    Front front = fronts.get(port);
    if (front == null) {
      front = new Front(port);
      fronts.put(port, front);
    }
    front.backends = List.copyOf(backends);
  }

  /** Gives an address up. */
  public synchronized void close(int port) {
    Front front = fronts.remove(port);
    if (front != null) {
      front.close();
    }
  }

  @Override
  public void destroy() {
    fronts.values().forEach(Front::close);
    fronts.clear();
  }

  private static final class Front {
    private final ServerSocket server;
    private volatile List<Backend> backends = List.of();

    Front(int port) throws IOException {
      server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
      Thread.ofVirtual().name("route-" + port).start(this::accept);
    }

    private void accept() {
      while (!server.isClosed()) {
        try {
          Socket client = server.accept();
          Thread.ofVirtual().start(() -> serve(client));
        } catch (IOException e) {
          if (!server.isClosed()) {
            log.atWarn().setCause(e).log("cannot take a connection");
          }
        }
      }
    }

    private void serve(Socket client) {
      try (client;
          Socket backend = connect()) {
        Thread back =
            Thread.ofVirtual()
                .start(() -> {
                  copy(backend, client);
                });
        copy(client, backend);
        back.join();
      } catch (IOException e) {
        log.atDebug().setCause(e).log("connection ended");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private Socket connect() throws IOException {
      List<Backend> candidates = backends;
      int total = candidates.stream().mapToInt(Backend::weight).sum();
      if (total <= 0) {
        throw new IOException("nothing is deployed behind port " + server.getLocalPort());
      }
      int pick = ThreadLocalRandom.current().nextInt(total);
      for (Backend candidate : candidates) {
        pick -= candidate.weight();
        if (pick < 0) {
          var socket = new Socket();
          socket.connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate.port()),
              CONNECT_MILLIS);
          return socket;
        }
      }
      throw new IOException("no backend");
    }

    private static void copy(Socket from, Socket to) {
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        in.transferTo(out);
        to.shutdownOutput();
      } catch (IOException e) {
        closeQuietly(from);
        closeQuietly(to);
      }
    }

    private static void closeQuietly(Socket socket) {
      try {
        socket.close();
      } catch (IOException e) {
        log.atTrace().setCause(e).log("already closed");
      }
    }

    void close() {
      try {
        server.close();
      } catch (IOException e) {
        log.atDebug().setCause(e).log("already closed");
      }
    }
  }
}
