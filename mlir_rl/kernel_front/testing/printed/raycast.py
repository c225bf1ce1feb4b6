import warp as wp


@wp.struct
class Sphere:
    center: wp.vec3
    radius: wp.float32
    albedo: wp.vec3


@wp.func
def hit(origin: wp.vec3, direction: wp.vec3, sphere: Sphere):
    to_center = sphere.center - origin
    along = wp.dot(to_center, direction)
    gap = along * along - wp.length_sq(to_center) + sphere.radius * sphere.radius
    if gap < 0.0:
        return -1.0
    return along - wp.sqrt(gap)


@wp.kernel
def render(spheres: wp.array(dtype=Sphere), light: wp.vec3, image: wp.array2d(dtype=wp.vec3)):
    row, column = wp.tid()
    height = float(image.shape[0])
    width = float(image.shape[1])
    direction = wp.normalize(wp.vec3((float(column) + 0.5) / width - 0.5, 0.5 - (float(row) + 0.5) / height, -1.0))
    nearest = float(1000000.0)
    which = int(-1)
    for s in range(spheres.shape[0]):
        distance = hit(wp.vec3(), direction, spheres[s])
        if distance > 0.0 and distance < nearest:
            nearest = distance
            which = s
    color = wp.vec3(0.1, 0.1, 0.2)
    if which >= 0:
        sphere = spheres[which]
        normal = (direction * nearest - sphere.center) / sphere.radius
        color = sphere.albedo * wp.max(wp.dot(normal, wp.normalize(light)), 0.05)
    image[row, column] = color
