/* What the core could do at best, to be timed in turns with programs: multiply-adds on registers, and a program's own
 * bytes read and written once. Compiled by roof.py for the CPU at hand. */
#include <stddef.h>

#if defined(__AVX512F__)
#define BYTES 64
#elif defined(__AVX__)
#define BYTES 32
#else
#define BYTES 16
#endif
typedef float Vector __attribute__((vector_size(BYTES)));

enum { kLanes = BYTES / sizeof(float), kChains = 12 }; /* latency x throughput of an FMA is at most 10 */

#define EACH_CHAIN(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7) DO(8) DO(9) DO(10) DO(11)

/* At least `count` multiply-adds of scalars. */
void multiply_adds(long count) {
  Vector factor = {0}, sum[kChains] = {{0}};
  __asm__ volatile("" : "+v"(factor));
  for (long done = 0; done < count; done += (long)kChains * kLanes) {
#define STEP(i) sum[i] = sum[i] * factor + factor;
    EACH_CHAIN(STEP)
#define KEEP(i) __asm__ volatile("" : "+v"(sum[i]));
    EACH_CHAIN(KEEP)
  }
}

struct Array {
  char *start;
  long bytes;
};

enum { kBlockBytes = 16384 }; /* read and written in turns */

/* Part `block` of `blocks` of an array, in whole vectors; what is left over goes to the last part. */
static struct Array part_of(struct Array whole, long block, long blocks) {
  long vectors = whole.bytes / BYTES;
  long from = vectors * block / blocks, to = vectors * (block + 1) / blocks;
  struct Array part = {whole.start + from * BYTES, (to - from) * BYTES};
  return part;
}

static Vector sum_of(struct Array part, Vector sum) {
  Vector other = {0};
  long at = 0;
  for (; at + 2 * BYTES <= part.bytes; at += 2 * BYTES) {
    sum += *(Vector *)(part.start + at);
    other += *(Vector *)(part.start + at + BYTES);
  }
  if (at < part.bytes) sum += *(Vector *)(part.start + at);
  return sum + other;
}

static void fill(struct Array part, Vector value, long past) {
  for (long at = 0; at < part.bytes; at += BYTES) {
    if (past)
      __builtin_nontemporal_store(value, (Vector *)(part.start + at));
    else
      *(Vector *)(part.start + at) = value;
  }
}

/* Reads each of the first `inputs` arrays once and writes each of the other `outputs` once, all advancing together; past
 * the caches, if so told: then they start at whole vectors. */
void stream(struct Array *arrays, long inputs, long outputs, long past) {
  long total = 0;
  for (long i = 0; i < inputs + outputs; ++i) total += arrays[i].bytes;
  long blocks = total / kBlockBytes + 1;
  Vector sum = {0};
  for (long block = 0; block < blocks; ++block) {
    for (long i = 0; i < inputs; ++i) sum = sum_of(part_of(arrays[i], block, blocks), sum);
    for (long i = inputs; i < inputs + outputs; ++i) fill(part_of(arrays[i], block, blocks), sum, past);
  }
}
