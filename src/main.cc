// Builds the parts that touch the world (clock, standard streams) and hands them to the command.

#include <cstdio>

#include "base/clock.h"
#include "cli/command.h"

int main(int argc, char** argv) {
  const duban::Clock now = duban::system_now;
  return duban::cli::run_command(argc, argv, stdin, stdout, stderr, now);
}
