import { defineDetection, dns, flow, listedHit } from '../../../src/detect/kit.ts';

const SEVERITY = 8;

export default defineDetection({
  types: ['CryptoCurrency:EC2/BitcoinTool.B', 'CryptoCurrency:EC2/BitcoinTool.B!DNS'],
  severity: SEVERITY,
  reads: [flow({ listed: true, outbound: true }), dns({ listed: true })],
  about: {
    title: 'An instance reached for a cryptocurrency network',
    description:
      'An instance sent traffic to an address, or asked for a domain, of a mining pool or ' +
      'of another part of a cryptocurrency. Mining at the cost of others is what intruders ' +
      'most often do with a machine.',
    remediation:
      'If the instance is not meant to mine or to trade, isolate it and find out how the ' +
      'software came onto it. If it is, suppress the finding for it by a filter.',
    tactic: 'Impact',
    blindSpots: [
      'Only lists that are in force are known; addresses change hands, so old lists mislead.',
      'Only queries to the resolver of the VPC are seen: not DNS over HTTPS, nor other resolvers.',
      'Pools reached through a proxy of the miner are not on any list.',
    ],
  },
  observe(event, _memory, lists) {
    return listedHit(event, lists, {
      kind: 'crypto-currency',
      type:
        event.kind === 'flow'
          ? 'CryptoCurrency:EC2/BitcoinTool.B'
          : 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
      severity: SEVERITY,
      of: 'instance',
    });
  },
});
