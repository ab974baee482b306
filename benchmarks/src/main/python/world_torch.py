"""A next-frame diffusion model on PyTorch with its cache of keys and values. The peer of `bench worldmodel`.

world_torch.py TRAINING WIDTH HEIGHT CHANNELS ROWS COLUMNS PICTURE_HEIGHT PICTURE_WIDTH WINDOW LAYERS HEADS WIDTH_OF_TOKENS
The network is training/world/network.py with weights drawn at random: time does not depend on them.

Answers lines on standard input:  frames STEPS THREADS SECONDS  ->  milliseconds a frame (encode, STEPS forwards, remember, decode; the median)
"""
import statistics
import sys
import time

try:
    import torch
except ImportError:
    print("this Python has no PyTorch: pip install torch", file=sys.stderr)
    sys.exit(3)

sys.path.insert(0, sys.argv[1])
from world.export import Encode  # noqa: E402
from world.learn import Dreamer  # noqa: E402
from world.network import Shape, World  # noqa: E402
from world.patches import Geometry, Patches  # noqa: E402


def main():
    width, height, channels, rows, columns, high, wide, window, layers, heads, size = map(int, sys.argv[2:])
    shape = Shape(rows=rows, columns=columns, channels=channels, width=size, layers=layers, heads=heads, hidden=3 * size, window=window)
    torch.manual_seed(0)
    world = World(shape)
    for parameter in world.parameters():
        torch.nn.init.normal_(parameter, std=0.05)
    patches = Patches(Geometry(high, wide, high // rows, wide // columns, channels))
    encode = Encode(patches, height, width)
    dreamer = Dreamer(world.eval())
    image = torch.randint(0, 256, (height, width, 3), dtype=torch.uint8)
    action = torch.full((1, shape.actions), 0.3)
    print(f"PyTorch {torch.__version__}", flush=True)
    with torch.inference_mode():
        for line in sys.stdin:
            _, steps, threads, seconds = line.split()
            torch.set_num_threads(int(threads))
            past = None
            for _ in range(window):
                past = dreamer.remember(encode(image)[0][None], action, past)
            times = []
            end = time.perf_counter() + float(seconds)
            while time.perf_counter() < end or len(times) < 5:
                start = time.perf_counter()
                latent, _ = encode(image)
                x = latent[None]
                for k in range(int(steps)):
                    x = x + dreamer.velocity(x, k / int(steps), action, past) / int(steps)
                past = dreamer.remember(x, action, past)
                patches.decode(x).clamp(0, 1)
                times.append(time.perf_counter() - start)
            print(statistics.median(times) * 1e3, flush=True)


main()
