import fc from 'fast-check';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATS } from '../../../../src/market/import/formats/all.ts';
import { columnsOf } from '../../../../src/market/import/formats/fields.ts';
import { stemOf } from '../../../../src/market/import/reading/file-name.ts';
import { nearestFormat } from '../../../../src/market/import/reading/nearest-format.ts';
import { inWorkplace, type Workplace } from '../../store.fixture.ts';

const VIX =
  'Date ,Open ,High ,Low ,Close ,Prev. Close ,Change ,% Change \n01-JAN-2021,21.09,21.1,19.46,19.56,21.09,-1.53,-7.25\n';

/** Imports a folder with a readable file and one more; returns what became of that one. */
async function inFolder({ folder, take }: Workplace, name: string, content: string | Uint8Array) {
  const path = join(folder, 'downloads');
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'hist_india_vix_x.csv'), VIX);
  writeFileSync(join(path, name), content);
  const { files } = await take([path]);
  return files.find((f) => f.path.endsWith(name))!;
}

describe('a file of a folder that is not read', () => {
  it('is refused and named with its nearest format and the first difference, if it looks like market data', async () => {
    await inWorkplace(async (at) => {
      const report = await inFolder(
        at,
        'NIFTY 50_Historical_PR.csv',
        '"Index Name","Date","Open Value","High","Low","Close"\n"NIFTY 50","31 Dec 2021","1","1","1","1"\n',
      );
      expect(report.outcome).toBe('refused');
      expect(report.problems[0]!.message).toBe(
        'its header row "Index Name,Date,Open Value,High,Low,Close" is nearly that of the format niftyindices-pr (niftyindices price index history), but column 3 is "Open Value", not "Open".',
      );
      expect(report.problems[0]!.remedy.length).toBeLessThan(200);
    });
  });

  it('is refused if it is a table of dated figures of whatever kind', async () => {
    await inWorkplace(async (at) => {
      const report = await inFolder(at, 'rates.csv', 'Trade Date,Bid,Ask,Fixing\n2021-12-31,1.5,1.6,1.55\n');
      expect(report.outcome).toBe('refused');
    });
  });

  it('is said to be a portfolio if it is one, and no far-fetched format is named', async () => {
    await inWorkplace(async ({ folder, take }) => {
      for (const [name, header] of [
        ['lots.csv', 'holding,position,bought,quantity,cost,price'],
        ['held.csv', 'position,value'],
        ['kite.csv', 'Instrument,Qty.,Avg. cost,LTP,Cur. val,P&L,Net chg.,Day chg.'],
      ] as const) {
        const path = join(folder, name);
        writeFileSync(path, `${header}\n1,2\n`);
        const { problems } = (await take([path])).files[0]!;
        expect(`${problems[0]!.message} ${problems[0]!.remedy}`).toMatch(
          /is that of a portfolio, not of market data\. Give it to a run: trrm run --portfolio <file>\.$/,
        );
      }
      const path = join(folder, 'spreads.csv');
      writeFileSync(path, 'date,near_expiry,near_oi,next_expiry,next_oi,basis_pct\n2021-01-01,1,1,1,1,1\n');
      expect((await take([path])).files[0]!.problems[0]!.message).toMatch(
        /matches no known format: "[^"]*"\.$/,
      );
    });
  });

  it('is skipped if it is something else', async () => {
    await inWorkplace(async (at) => {
      for (const [name, content] of [
        ['README.md', '# Downloads, as of today\n'],
        ['contacts.csv', 'Name,Telephone\nA,12\n'],
        ['page.html', '<!doctype html><html></html>'],
        ['package.json', '{"name": "x", "version": "1.0.0"}'],
      ] as const)
        expect([name, (await inFolder(at, name, content)).outcome]).toEqual([name, 'skipped']);
    });
  });

  it('is identified, if a web page or an error message was saved as a table', async () => {
    await inWorkplace(async (at) => {
      for (const [content, words] of [
        [
          '<!DOCTYPE html>\n<html><head><title>Access Denied</title></head>',
          /^is a web page titled "Access Denied"/,
        ],
        ['Access Denied\n', /^is an error message of the server: "Access Denied"/],
        [
          '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
          /^is an error message of the server: "AccessDenied"/,
        ],
        [
          '{"error":"Unauthorized","status":401}',
          /^is an error message of the service \(JSON\): "Unauthorized"/,
        ],
        ['{"data":[]}', /^is an answer without records \(JSON\)/],
        ['503 Service Unavailable', /^is an error message of the server/],
      ] as const) {
        const report = await inFolder(at, 'ind_close_all_31122021.csv', content);
        expect([report.outcome, report.problems[0]!.message]).toEqual([
          'refused',
          expect.stringMatching(words),
        ]);
      }
    });
  });

  it('is recognised as investing.com in another language, with semicolons, or without a name', async () => {
    await inWorkplace(async (at) => {
      for (const [content, words] of [
        [
          '"Datum","Zuletzt","Eröffn.","Hoch","Tief","Vol.","+/- %"\n"31.01.2024","21.725,70","1","1","1","","0,95%"',
          /another language.*English/s,
        ],
        [
          '"Date","Dernier","Ouv.","Plus Haut","Plus Bas","Vol.","Variation %"\n"31/01/2024","21.725,70","1","1","1","","0,95%"',
          /another language/,
        ],
        [
          'Index Name;Date;Open;High;Low;Close\nNIFTY 50;31 Dec 2021;1;1;1;1',
          /separated by semicolons.*niftyindices-pr/s,
        ],
      ] as const) {
        const { outcome, problems } = await inFolder(at, 'Nifty 50.csv', content);
        expect([outcome, `${problems[0]!.message} ${problems[0]!.remedy}`]).toEqual([
          'refused',
          expect.stringMatching(words),
        ]);
      }
    });
  });

  it('has as its nearest format the one whose header was changed, for every format and any one change', () => {
    const anyChange = fc.record({
      format: fc.constantFrom(
        ...FORMATS.filter((f) => columnsOf(f.headerExample).length >= 5 && !f.headerExample.includes('…')),
      ),
      at: fc.nat(),
      kind: fc.constantFrom('renamed' as const, 'missing' as const, 'added' as const),
    });
    fc.assert(
      fc.property(anyChange, ({ format, at, kind }) => {
        const header = columnsOf(format.headerExample);
        const i = at % header.length;
        if (kind === 'renamed') header[i] = 'Something Else';
        else header.splice(i, kind === 'missing' ? 1 : 0, ...(kind === 'added' ? ['Something Else'] : []));
        fc.pre(!FORMATS.some((f) => f.matches(header)));
        const nearest = nearestFormat(header, FORMATS);
        expect(nearest.likeness).toBeGreaterThan(0.3);
        // Two formats may differ by less than the change.
        const same = columnsOf(nearest.format.headerExample).filter((c) =>
          columnsOf(format.headerExample).includes(c),
        );
        expect(same.length).toBeGreaterThanOrEqual(Math.min(3, header.length - 2));
        expect(nearest.difference).toMatch(/^(column \d+|a column)/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the name of a copy', () => {
  it('is that of the file', () => {
    const name = 'NIFTY 50-01-01-2021-to-31-12-2021';
    for (const copy of [
      `${name}.csv`,
      `${name} (1).csv`,
      `${name}(2).csv`,
      `${name} - Copy.csv`,
      `${name} - Copy (2).csv`,
      `Copy of ${name}.csv`,
      `${name}.csv (1).csv`,
      `SIMULATED ${name} (3).csv.gz`,
    ])
      expect([copy, stemOf(copy)]).toEqual([copy, name]);
  });

  it('keeps the years in brackets that belong to it', () => {
    expect(stemOf('India VIX Historical Data (2007-2021) (1).csv')).toBe(
      'India VIX Historical Data (2007-2021)',
    );
  });
});

describe('a file saved again by a spreadsheet', () => {
  it('is refused with its own remedy if the dates are rewritten', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      for (const cell of ['01-Jan-21', '1/1/21', '44197', '2021-01-01 00:00:00', '########']) {
        const report = await takeOne(file('hist_india_vix_x.csv', VIX.replace('01-JAN-2021', cell)));
        expect([cell, report.outcome, report.problems[0]!.remedy]).toEqual([
          cell,
          'all-rejected',
          expect.stringContaining('dd-mmm-yyyy'),
        ]);
      }
    });
  });

  it('is read although the rupee sign of a column is lost', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      for (const sign of ['₹', '?', 'â‚¹', 'Rs.', 'INR']) {
        const header = `Date ,Open ,High ,Low ,Close ,Shares Traded ,Turnover (${sign} Cr)`;
        const report = await takeOne(
          file(
            'NIFTY 50-01-01-2021-to-31-12-2021.csv',
            `${header}\n01-JAN-2021,13996.1,14049.85,13991.35,14018.5,358172974,18999.42\n`,
          ),
        );
        expect([sign, report.outcome]).toEqual([sign, 'imported']);
      }
    });
  });
});
