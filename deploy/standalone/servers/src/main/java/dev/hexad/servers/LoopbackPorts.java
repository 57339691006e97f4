package dev.hexad.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Picks ports on the loopback address and says clearly when a wished one is taken. */
public final class LoopbackPorts {
  public static final String HOST = "127.0.0.1";

  private LoopbackPorts() {}

  /** The wished port, or the remembered one when it is free, or any free one. */
  static int choose(String server, int wished, int remembered) {
    if (wished > 0) {
      if (!isFree(wished)) {
        throw new ServerException(
            "port %d on %s, wanted for %s, is taken by another program; stop that program or choose another port"
                .formatted(wished, HOST, server));
      }
      return wished;
    }
    return remembered > 0 && isFree(remembered) ? remembered : anyFree();
  }

  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(HOST, port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ServerException("no free port on " + HOST, e);
    }
  }
}
