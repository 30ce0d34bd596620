import type { SampleRandom } from "./random";

/** The invented shop behind the support conversations. */
export interface SampleOrder {
  id: string;
  product: string;
  sku: string;
  /** EUR. */
  price: number;
  carrier: string;
  tracking: string;
  city: string;
}

const PRODUCTS: readonly [name: string, sku: string, price: number][] = [
  ["Halden floor lamp", "LMP-118", 149],
  ["Aster desk lamp", "LMP-204", 64],
  ["Fjord oak side table", "TBL-032", 189],
  ["Mirelle dining chair", "CHR-411", 119],
  ["Brook wool rug, 160 × 230", "RUG-077", 329],
  ["Ostrava bookshelf", "SHF-015", 249],
  ["Pallas pendant light", "LMP-310", 98],
  ["Juno reading chair", "CHR-502", 449],
  ["Linden bed frame, 160", "BED-021", 599],
  ["Cove linen curtains", "TXT-148", 79],
  ["Tarn ceramic vase", "DEC-009", 38],
  ["Northgate coat rack", "HAL-063", 85],
  ["Sable three-seat sofa", "SOF-004", 1290],
  ["Emmerich extending table", "TBL-120", 740],
  ["Wren bedside table", "TBL-057", 129],
  ["Opal wall mirror", "DEC-081", 159],
  ["Kestrel office chair", "CHR-260", 279],
  ["Marlow sideboard", "SHF-102", 680],
  ["Bram plant stand", "DEC-044", 45],
  ["Solen string lights, 10 m", "LMP-402", 29],
  ["Ida bar stool", "CHR-330", 99],
  ["Harbour shoe cabinet", "HAL-018", 175],
  ["Nilo kids' desk", "TBL-210", 139],
  ["Velde cushion, set of two", "TXT-033", 42],
  ["Rowan TV bench", "SHF-077", 310],
  ["Cinder wall sconce", "LMP-277", 72],
  ["Elke wool throw", "TXT-090", 58],
  ["Tove kitchen trolley", "KIT-025", 165],
  ["Birk wall shelf", "SHF-201", 54],
  ["Lumi dimmer bulb, E27", "BLB-007", 19],
];

const CARRIERS = ["DHL", "GLS", "DPD", "UPS", "PostNord", "Hermes"] as const;
const CITIES = [
  "Utrecht",
  "Leeds",
  "Gdańsk",
  "Lyon",
  "Malmö",
  "Porto",
  "Graz",
  "Cork",
  "Ghent",
  "Bologna",
  "Aarhus",
  "Leipzig",
  "Bristol",
  "Turku",
  "Basel",
  "Valencia",
] as const;

export function createOrder(random: SampleRandom): SampleOrder {
  const [product, sku, price] = random.pick(PRODUCTS);
  return {
    id: `LO-${random.int(41000, 98999)}`,
    product,
    sku,
    price,
    carrier: random.pick(CARRIERS),
    tracking: `${random.pick(["JD", "1Z", "RR", "CX"])}${random.int(100000000, 999999999)}`,
    city: random.pick(CITIES),
  };
}

/** Products to compare or recommend, all different. */
export function pickProducts(
  random: SampleRandom,
  count: number,
): { name: string; sku: string; price: number }[] {
  return random
    .shuffle(PRODUCTS)
    .slice(0, count)
    .map(([name, sku, price]) => ({ name, sku, price }));
}
