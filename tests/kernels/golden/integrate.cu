// integrate in CUDA C++20, exact with --fmad=false.
// Arrays are row-major, without gaps; no extent is above 2^27.

namespace {

template <typename T>
struct array1d {
  T *data;
  int shape[1];
  __device__ T &operator[](long long i) const { return data[i]; }
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

__device__ vec3 operator*(vec3 a, float b) {
  vec3 r;
  for (int i = 0; i < 3; ++i) r.c[i] = a.c[i] * b;
  return r;
}

__device__ vec3 operator+(vec3 a, vec3 b) {
  vec3 r;
  for (int i = 0; i < 3; ++i) r.c[i] = a.c[i] + b.c[i];
  return r;
}

__device__ float length_sq(vec3 a) {
  float sum = a.c[0] * a.c[0];
  for (int k = 1; k < 3; ++k) sum = sum + a.c[k] * a.c[k];
  return sum;
}

__device__ Particle bounce(Particle p, float restitution) {
  if (p.position.c[1] < 0.0f) {
    p.position.c[1] = -p.position.c[1];
    p.velocity = vec3{p.velocity.c[0], -restitution * p.velocity.c[1], p.velocity.c[2]};
  }
  return p;
}

__device__ void integrate_thread(int tid, array1d<Particle> particles, array1d<float> energy, float dt) {
  int i = tid;
  Particle p = particles[i];
  if (!p.alive) {
    return;
  }
  p.velocity = p.velocity + vec3{0.0f, GRAVITY, 0.0f} * dt;
  p.position = p.position + p.velocity * dt;
  p = bounce(p, 0.5f);
  particles[i] = p;
  atomicAdd(&energy[0], 0.5f * p.mass * length_sq(p.velocity));
}

}  // namespace

extern "C" __global__ void integrate(int threads, array1d<Particle> particles, array1d<float> energy, float dt) {
  const long long stride = (long long)gridDim.x * blockDim.x;
  for (long long thread = (long long)blockIdx.x * blockDim.x + threadIdx.x; thread < threads; thread += stride)
    integrate_thread(int(thread), particles, energy, dt);
}
