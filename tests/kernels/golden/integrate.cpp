// integrate in C++20, exact with -ffp-contract=off -fno-builtin -fwrapv.
// Arrays are row-major, without gaps; no extent is above 2^27.

#include <atomic>
#include <cstdint>

namespace {

template <typename T>
struct array1d {
  T *data;
  int shape[1];
  T &operator[](int64_t i) const { return data[i]; }
};

struct vec3 {
  float c[3];
};

constexpr float GRAVITY = -9.81f;

struct Particle {
  vec3 position;
  vec3 velocity;
  float mass;
  bool alive;
};

vec3 operator*(vec3 a, float b) {
  vec3 r;
  for (int i = 0; i < 3; ++i) r.c[i] = a.c[i] * b;
  return r;
}

vec3 operator+(vec3 a, vec3 b) {
  vec3 r;
  for (int i = 0; i < 3; ++i) r.c[i] = a.c[i] + b.c[i];
  return r;
}

float length_sq(vec3 a) {
  float sum = a.c[0] * a.c[0];
  for (int k = 1; k < 3; ++k) sum = sum + a.c[k] * a.c[k];
  return sum;
}

Particle bounce(Particle p, float restitution) {
  if (p.position.c[1] < 0.0f) {
    p.position.c[1] = -p.position.c[1];
    p.velocity = vec3{p.velocity.c[0], -restitution * p.velocity.c[1], p.velocity.c[2]};
  }
  return p;
}

void integrate_thread(int tid, array1d<Particle> particles, array1d<float> energy, float dt) {
  int i = tid;
  Particle p = particles[i];
  if (!p.alive) {
    return;
  }
  p.velocity = p.velocity + vec3{0.0f, GRAVITY, 0.0f} * dt;
  p.position = p.position + p.velocity * dt;
  p = bounce(p, 0.5f);
  particles[i] = p;
  std::atomic_ref(energy[0]).fetch_add(0.5f * p.mass * length_sq(p.velocity));
}

}  // namespace

extern "C" void integrate(int threads, array1d<Particle> particles, array1d<float> energy, float dt) {
  for (int tid = 0; tid < threads; ++tid) integrate_thread(tid, particles, energy, dt);
}
