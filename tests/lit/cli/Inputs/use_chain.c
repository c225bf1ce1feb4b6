// Calls the product of three matrices as its header says, from two threads at once, and compares with plain loops.
#include "chain.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { M = 192, K = 160, L = 224, N = 132 };

struct Job {
  float a[M][K], b[K][L], c[L][N], result[M][N];
  int seed;
};

static void *run(void *argument) {
  struct Job *job = argument;
  void *workspace = aligned_alloc(MLIR_RL_MAIN_WORKSPACE_ALIGNMENT, MLIR_RL_MAIN_WORKSPACE_BYTES);
  for (int i = 0; i < 100; ++i) mlir_rl_main(&job->a[0][0], &job->b[0][0], &job->c[0][0], &job->result[0][0], workspace);
  free(workspace);
  return 0;
}

static void fill(float *values, int count, int seed) {
  for (int i = 0; i < count; ++i) values[i] = (float)((i * 7 + seed * 3) % 11 - 5);
}

static int check(const struct Job *job) {
  static double ab[M][L];
  for (int i = 0; i < M; ++i)
    for (int l = 0; l < L; ++l) {
      ab[i][l] = 0;
      for (int k = 0; k < K; ++k) ab[i][l] += (double)job->a[i][k] * job->b[k][l];
    }
  for (int i = 0; i < M; ++i)
    for (int n = 0; n < N; ++n) {
      double sum = 0;
      for (int l = 0; l < L; ++l) sum += ab[i][l] * job->c[l][n];
      if (!(fabs(job->result[i][n] - sum) <= 1e-3 + 1e-5 * fabs(sum)))
        return printf("wrong at %d, %d: %f instead of %f\n", i, n, job->result[i][n], sum), 1;
    }
  return 0;
}

int main(void) {
  static struct Job jobs[2];
  pthread_t threads[2];
  for (int i = 0; i < 2; ++i) {
    fill(&jobs[i].a[0][0], M * K, i);
    fill(&jobs[i].b[0][0], K * L, i + 5);
    fill(&jobs[i].c[0][0], L * N, i + 9);
    pthread_create(&threads[i], 0, run, &jobs[i]);
  }
  for (int i = 0; i < 2; ++i) pthread_join(threads[i], 0);
  if (check(&jobs[0]) || check(&jobs[1])) return 1;
  puts("both right");
  return 0;
}
