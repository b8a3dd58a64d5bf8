"""Times one day's regression in numpy, as a baseline for `npm run bench:risk`: weighted least squares with a dummy for
each industry, solved in blocks (the industries' block is diagonal, which leaves a 12 x 12 system).

Usage: python3 block-solve.py NAMES DAYS; prints the minimum and the median milliseconds a day.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys
import time

import numpy as np

names, days = int(sys.argv[1]), int(sys.argv[2])
random = np.random.default_rng(1)
styles = random.standard_normal((names, 12))
industry = random.integers(0, 26, names)
dummies = np.zeros((26, names))
dummies[industry, np.arange(names)] = 1
cap = 5000 * np.exp(1.5 * random.standard_normal(names))
all_returns = 0.02 * random.standard_normal((days, names))


def regress(returns):
    weight = np.sqrt(cap)
    columns = np.column_stack([styles, returns])
    weighted = weight[:, None] * columns
    products = weighted.T @ columns
    totals = dummies @ weight
    sums = dummies @ weighted
    means = sums / totals[:, None]
    within = products - means.T @ sums
    slopes = np.linalg.solve(within[:12, :12], within[:12, 12])
    intercepts = means[:, 12] - means[:, :12] @ slopes
    market = intercepts.mean()
    residuals = returns - styles @ slopes - intercepts[industry]
    return market, slopes, intercepts - market, residuals


times = []
for day in range(days):
    start = time.perf_counter()
    regress(all_returns[day])
    times.append(1000 * (time.perf_counter() - start))
print(min(times), sorted(times)[days // 2])
