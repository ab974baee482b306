"""BEAST on PyTorch at its best: projection and basis made once, one thread. The peer of `bench tokenizer`.

Answers lines on standard input, a line each:
  encode B SECONDS, decode B SECONDS   microseconds a call, for B chunks at once (the fastest of ten parts of the time)
  tokens                               tokens of the chunk, to hold against ours
"""
import sys
import time

try:
    import torch
except ImportError:
    print("this Python has no PyTorch: pip install torch", file=sys.stderr)
    sys.exit(3)

T, N, P, D, TOP, BOUND = 50, 10, 4, 7, 255, 2.5


def basis(u):
    """Cox-de Boor, by the recursion."""
    knots = [0.0] * P + [i / (N - P) for i in range(N - P + 1)] + [1.0] * P

    def b(i, p):
        if p == 0:
            last = knots[i + 1] == 1 and knots[i] < 1
            return 1.0 if knots[i] <= u < knots[i + 1] or (last and u == 1) else 0.0
        left, right = knots[i + p] - knots[i], knots[i + p + 1] - knots[i + 1]
        return (0 if left == 0 else (u - knots[i]) / left * b(i, p - 1)) + (
            0 if right == 0 else (knots[i + p + 1] - u) / right * b(i + 1, p - 1)
        )

    return [b(i, P) for i in range(N)]


def main():
    torch.set_num_threads(1)
    phi64 = torch.tensor([basis(t / (T - 1)) for t in range(T)], dtype=torch.float64)
    fit = torch.linalg.solve(phi64.T @ phi64 + 1e-9 * torch.eye(N, dtype=torch.float64), phi64.T).float()
    phi = phi64.float()
    low = torch.full((N, D), -BOUND)
    width = torch.full((N, D), 2 * BOUND)
    index = torch.arange(T * D)
    chunk = torch.sin(index * 0.02 + index % 7).reshape(T, D)

    def encode(a):
        return torch.round(((fit @ a - low) / width).clamp(0, 1) * TOP).long()

    def decode(q):
        return phi @ (q * (width / TOP) + low)

    print(f"PyTorch {torch.__version__}", flush=True)
    with torch.inference_mode():
        for line in sys.stdin:
            words = line.split()
            if words == ["tokens"]:
                print(*encode(chunk).flatten().tolist(), flush=True)
                continue
            what, batch, seconds = words[0], int(words[1]), float(words[2])
            a = chunk if batch == 1 else chunk.expand(batch, T, D).contiguous()
            run, argument = (encode, a) if what == "encode" else (decode, encode(a))
            best = float("inf")
            for _ in range(10):
                calls = 0
                start = time.perf_counter()
                end = start + seconds / 10
                while time.perf_counter() < end:
                    for _ in range(20):
                        run(argument)
                    calls += 20
                best = min(best, (time.perf_counter() - start) / calls)
            print(best * 1e6, flush=True)


main()
