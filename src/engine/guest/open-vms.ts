import type { GuestLimits } from '../../contract/guest.js'
import type { VmSource } from '../vm/guest-vm.js'
import type { VmImage } from '../vm/vm-image.js'

/** Makes the VMs of a guest that is to run elsewhere: `workerVms` does, in worker threads. */
export type OpenVms = (image: VmImage, limits: GuestLimits) => VmSource | Promise<VmSource>
