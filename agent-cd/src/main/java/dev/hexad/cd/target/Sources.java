package dev.hexad.cd.target;

import java.nio.file.Path;

/** The files of the commit that is deployed, fetched when somebody asks for them. */
@FunctionalInterface
public interface Sources {
  /**
   * The folder with the files of the commit.
   *
   * @throws dev.hexad.contracts.problem.HexadException when they cannot be had
   */
  Path folder() throws Exception;
}
